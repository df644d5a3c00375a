"""The cache that processes share: all of them count together, and each goes on alone while Redis is away."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from redis.exceptions import ConnectionError as Away

from board_project import cache
from board_project.cache import Json, SharedCache
from boards.tests.redises import KINDS, broken_redis

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def process() -> Iterator[list[SharedCache]]:
    """Two processes with nothing in common but the Redis that is configured, where there is one."""
    prefix = uuid4().hex
    made = [_fresh(settings.REDIS_URL or NOWHERE, prefix) for _ in range(2)]
    yield made
    for each in made:
        each.clear()


def _fresh(server: str, prefix: str) -> SharedCache:
    made = SharedCache(server, {"KEY_PREFIX": prefix})
    # As in a process of its own.
    made.__dict__["_cache"] = cache._Link(server)
    made.memory = LocMemCache(uuid4().hex, {"KEY_PREFIX": prefix})
    return made


def test_processes_count_together_where_there_is_a_redis_and_else_each_for_itself(process: list[SharedCache]) -> None:
    here, there = process
    together = bool(settings.REDIS_URL)
    assert here.add("tries", 0, 60) and there.add("tries", 0, 60) is not together
    for number in range(1, 6):
        assert here.incr("tries") == (2 * number - 1 if together else number)
        assert there.incr("tries") == (2 * number if together else number)
    here.set("history", [1.5, 2.0], 60)
    assert there.get("history") == ([1.5, 2.0] if together else None)
    assert here.add("lock", True, 10)
    here.delete("lock")
    assert there.add("lock", True, 10)


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_goes_on_alone_and_waits_once(
    kind: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def get_client(*args: Any, **options: Any) -> Any:
        asked.append(args)
        return ask(*args, **options)

    with broken_redis(kind) as server, caplog.at_level(logging.WARNING):
        alone = _fresh(server, "x")
        ask = alone._cache.get_client
        monkeypatch.setattr(alone._cache, "get_client", get_client)
        assert alone.add("lock", True, 10) and not alone.add("lock", True, 10)
        alone.set("history", [1.5], 60)
        assert alone.get("history") == [1.5]
        assert alone.add("tries", 0, 60) and [alone.incr("tries") for _ in range(3)] == [1, 2, 3]
        assert alone.has_key("tries") and alone.get_many(["history", "none"]) == {"history": [1.5]}
        assert alone.touch("tries", 60) and not alone.set_many({"a": 1})
        alone.delete_many(["lock"])
        assert alone.add("lock", True, 10)
    # However many times a page asks, one of them waits, and one line tells.
    assert len(asked) == 1
    assert caplog.text.count("Redis does not answer") == 1
    assert cache.TIMEOUT <= 0.5


def test_it_is_asked_again_after_a_while_and_a_lock_of_before_is_over_then(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allauth.core.internal.ratelimit import CACHE_LOCK_TIMEOUT  # noqa: PLC0415 -- after the app is ready

    assert cache.PAUSE >= CACHE_LOCK_TIMEOUT
    now = 100.0
    monkeypatch.setattr(cache, "monotonic", lambda: now)
    link = cache._Link(NOWHERE)
    asked: list[str] = []

    def away() -> None:
        raise Away

    class Client:
        def ping(self) -> None:
            asked.append("ping")

    monkeypatch.setattr(link, "get_client", lambda **_: Client())
    assert link.try_to(away, lambda: "alone") == "alone"
    assert link.try_to(lambda: "together", lambda: "alone") == "alone"
    assert not asked
    now += cache.PAUSE
    assert link.try_to(lambda: "together", lambda: "alone") == "together"
    assert link.try_to(lambda: "together", lambda: "alone") == "together"
    assert asked == ["ping"] and "answers again" in caplog.text


def test_a_lock_that_was_taken_alone_is_given_back_when_redis_is_there_again(process: list[SharedCache]) -> None:
    here, _ = process
    here.memory.add("lock", True, 10)
    here.delete("lock")
    assert here.memory.add("lock", True, 10)


def test_what_somebody_wrote_into_redis_is_read_and_never_run() -> None:
    for value in (True, "y", 3, [1.5], {"a": None}):
        kept = Json().dumps(value)
        assert Json().loads(str(kept).encode()) == value
    with pytest.raises(ValueError, match=r"codec|Expecting"):
        Json().loads(b"\x80\x04\x8c\x02os\x94")


def test_three_hundred_addresses_wipe_out_nothing() -> None:
    """Django's own bound, which an attacker with some addresses reaches at once."""
    memory = SharedCache(NOWHERE, {}).memory
    assert memory._max_entries == cache.MAX_ENTRIES > 10_000
    if not settings.REDIS_URL:
        assert settings.CACHES["default"]["OPTIONS"] == {"MAX_ENTRIES": cache.MAX_ENTRIES}
