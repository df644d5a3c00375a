"""How much one person, or one address of guests, may ask for: commands and hellos per second, and open sockets.

Per process, in memory.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

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


commands = Budget()
# Whatever comes over sockets, well-formed or not; beyond it the socket is closed.
messages = Budget(rate=60, burst=600)
hellos = Budget(rate=5, burst=100)
# What people are at: each tab tells it at most once a second, and only the one in their hands has much to tell.
ephemera = Budget(rate=5, burst=60)
# How often it is written down that a session was seen: in five minutes once.
looks = Budget(rate=1 / 300, burst=1)
# Looking somebody up by address tells whether they have an account.
addresses = Budget(rate=1 / 20, burst=30)
# Pictures are decoded, which costs time and memory.
pictures = Budget(rate=1 / 10, burst=10)
# Codes of six digits can be tried by whoever knows the password: at this pace, for years.
codes = Budget(rate=1 / 180, burst=10)
