"""Pace: soon, in one go, never twice within the interval, and never not at all."""

import asyncio
import itertools

import pytest

from boards.live import pace
from boards.live.pace import Pace
from boards.tests.ears import eventually

NEVER = 1_000


@pytest.fixture
def done() -> list[float]:
    """When the work was done, by the loop's clock."""
    return []


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOMENT", 0)


def work_of(done: list[float]) -> Pace:
    return Pace(lambda: done.append(asyncio.get_running_loop().time()))


async def test_what_is_asked_for_within_a_moment_is_done_in_one_go(done: list[float]) -> None:
    mine = work_of(done)
    for _ in range(100):
        mine.ask()
    await eventually(lambda: done)
    assert len(done) == 1


async def test_it_is_never_done_twice_within_the_interval(done: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "INTERVAL", 0.02)
    mine = work_of(done)
    while len(done) < 5:
        mine.ask()
        await asyncio.sleep(0)
    # A loop's timers may be early by the resolution of its clock.
    assert all(after - before > 0.0199 for before, after in itertools.pairwise(done))


async def test_what_is_asked_for_within_the_interval_is_done_after_it(
    done: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "INTERVAL", NEVER)
    mine = work_of(done)
    mine.ask()
    await eventually(lambda: done)
    mine.ask()
    assert mine._timer is not None
    assert mine._timer.when() >= done[0] + NEVER - 1
    mine.stop()
    assert mine._timer is None


async def test_what_has_time_waits_for_what_has_none(done: list[float]) -> None:
    mine = work_of(done)
    mine.ask(within=NEVER)
    mine.ask()
    mine.ask(within=NEVER)
    await eventually(lambda: done)
    assert len(done) == 1 and mine._timer is None
