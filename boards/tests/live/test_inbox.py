"""An inbox: in turn, whatever fails, and nothing after the end."""

import asyncio
import logging

import pytest

from boards.live.inbox import Inbox


async def test_work_is_done_in_turn_and_what_fails_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []
    first_may_go_on = asyncio.Event()

    async def slow() -> None:
        await first_may_go_on.wait()
        done.append(1)

    async def bad() -> None:
        raise ValueError("no")

    async def quick() -> None:
        done.append(2)

    inbox = Inbox("hub of nobody")
    with caplog.at_level(logging.ERROR):
        for work in (slow, bad, quick):
            inbox.put(work)
        first_may_go_on.set()
        await inbox.handled()
    assert done == [1, 2]
    assert "The hub of nobody stumbled" in caplog.text
    await inbox.stop()


async def test_nothing_is_done_after_the_end() -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    inbox = Inbox("hub of nobody")
    await inbox.stop()
    inbox.put(work)
    await asyncio.sleep(0)
    assert done == []
