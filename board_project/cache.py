"""The cache: tries at signing in and codes that were used, counted by all processes together where there is a Redis.

It may be down or frozen. Then every process remembers for itself, so that people sign in and limits hold all the same,
and it is asked again after a while. Edits have no part in this: their limits are in each process (boards/limits.py).
"""

import json
import logging
from collections.abc import Callable
from functools import cache, cached_property
from time import monotonic
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger("liveboard.cache")

# Seconds. Somebody waits for the page, and one page asks some ten times: only the first of these waits.
TIMEOUT = 0.5
# Not shorter than allauth holds a lock (10 s): one that was taken before an outage is over when Redis is asked again.
PAUSE = 10
# What one process remembers, at most. With Django's 300, three hundred addresses would wipe out what all others tried.
MAX_ENTRIES = 20_000


class Json:
    """How values travel: numbers, texts, lists. Django's own way, pickle, would run what somebody wrote into Redis."""

    def dumps(self, value: Any) -> Any:
        """Return a value as Redis keeps it; whole numbers as themselves, so that it can count them."""
        return value if type(value) is int else json.dumps(value)

    def loads(self, data: Any) -> Any:
        """Return a value that Redis kept."""
        return json.loads(data)


class _Link(RedisCacheClient):
    """The way to a Redis, for all threads of this process, and until when nobody goes it."""

    def __init__(self, server: str) -> None:
        super().__init__([server], serializer=Json(), socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._away_until: float | None = None

    def try_to(self, ask: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        """Return what Redis answers, or what ``otherwise`` does where it gives no answer."""
        if self._away_until is not None and monotonic() < self._away_until:
            return otherwise()
        try:
            if self._away_until is not None:
                # A lock that is asked for and not heard of would be taken, and held, when a frozen one goes on.
                self.get_client(write=True).ping()
                logger.warning("Redis answers again: tries at signing in are counted by all processes together")
                self._away_until = None
            return ask()
        except RedisError as error:
            if self._away_until is None:
                logger.warning("Redis does not answer (%r): each process counts tries at signing in for itself", error)
            self._away_until = monotonic() + PAUSE
            return otherwise()


# Django makes a cache for every request; what they share is kept here.
_link = cache(_Link)


def _with_memory(name: str) -> Any:
    """Return a method of the cache that asks Redis, and this process's memory where that does not answer."""

    def method(self: "SharedCache", *args: Any, **kwargs: Any) -> Any:
        return self._cache.try_to(
            lambda: getattr(RedisCache, name)(self, *args, **kwargs),
            lambda: getattr(self.memory, name)(*args, **kwargs),
        )

    return method


class SharedCache(RedisCache):
    """Django's cache on Redis, with the memory of this process beside it."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._server = server
        self.memory = LocMemCache(f"beside {server}", {**params, "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES}})

    @cached_property
    def _cache(self) -> _Link:
        return _link(self._server)

    add = _with_memory("add")
    get = _with_memory("get")
    set = _with_memory("set")
    touch = _with_memory("touch")
    incr = _with_memory("incr")
    has_key = _with_memory("has_key")
    get_many = _with_memory("get_many")
    set_many = _with_memory("set_many")

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a key here and there: a lock that was taken in one place may be given back in the other."""
        here = self.memory.delete(key, version)
        return bool(self._cache.try_to(lambda: super(SharedCache, self).delete(key, version), lambda: here))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        """Forget keys."""
        for key in keys:
            self.delete(key, version)

    def clear(self) -> None:
        """Forget everything that this process remembers. Redis is not ours alone, and forgets by itself."""
        self.memory.clear()
