"""How much one person, or one address of guests, may ask for: commands and hellos per second, sockets, tries at a code.

In the memory of each process, so that no edit waits for anything; what is guessed at signing in, in Django's cache,
which all processes share where there is a Redis.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

# Commands per second in the long run, and at once: an outbox that comes back from a tunnel sends a few hundred.
RATE = 30.0
BURST = 300.0
MAX_SOCKETS = 50
# Guests have no name: so many may look at a board by the same link at once.
MAX_GUESTS = 500
# Buckets of people who asked for nothing lately are full anyway; this many are remembered.
REMEMBERED = 10_000


@dataclass
class _Bucket:
    tokens: float
    at: float


class Budget:
    """A token bucket for each person: for whatever stands for one."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def spend(self, who: Hashable, now: float | None = None) -> bool:
        """Take one token at ``now`` (seconds, monotonic); False if there is none left."""
        now = time.monotonic() if now is None else now
        bucket = self._buckets.setdefault(who, _Bucket(self._burst, now))
        self._buckets.move_to_end(who)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def forget(self) -> None:
        """Give everybody a full bucket again."""
        self._buckets.clear()


class Window:
    """So many tries for each person in a span of time (seconds), counted by all processes together."""

    def __init__(self, name: str, *, tries: int, span: int) -> None:
        self._name, self._tries, self._span = name, tries, span

    def spend(self, user_id: UUID, now: float | None = None) -> bool:
        """Count one try at ``now`` (seconds since 1970); False if it is one too many."""
        turn = int((time.time() if now is None else now) // self._span)
        key = f"liveboard.limit.{self._name}.{user_id}.{turn}"
        cache.add(key, 0, self._span)
        # Adding is one step in Redis: tries at once are all counted. A key that was lost meanwhile is begun anew.
        count = 1
        with suppress(ValueError):
            count = cache.incr(key)
        return count <= self._tries


commands = Budget()
# Whatever comes over sockets, well-formed or not; beyond it the socket is closed.
messages = Budget(rate=60, burst=600)
hellos = Budget(rate=5, burst=100)
# Opening a socket costs a look at the database: all tabs may come back at once after a restart, and again.
upgrades = Budget(rate=5, burst=200)
# What people are at: each tab tells it at most once a second, and only the one in their hands has much to tell.
ephemera = Budget(rate=5, burst=60)
# The palette asks when somebody pauses while typing; each question looks at all texts of her boards.
searches = Budget(rate=3, burst=60)
# How often it is written down that a session was seen: in five minutes once.
looks = Budget(rate=1 / 300, burst=1)
# Looking somebody up by address tells whether they have an account.
addresses = Budget(rate=1 / 20, burst=30)
# Invitations are mail to strangers.
mails = Budget(rate=1 / 60, burst=20)
# Pictures are decoded, which costs time and memory.
pictures = Budget(rate=1 / 10, burst=10)
# An archive is made of all that somebody has ever done.
exports = Budget(rate=1 / 600, burst=3)
# Codes of six digits can be tried by whoever knows the password: at this pace, for years.
codes = Window("codes", tries=10, span=30 * 60)
