"""The heartbeat: what is noticed with which beat, and that it does not stop."""

import asyncio
import logging
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError

from boards import queries
from boards.live import heart, relay
from boards.live.heart import Heart
from boards.live.hub import Hub
from boards.models import Board, Membership, User
from boards.tests.acts import History, do
from boards.tests.ears import Ear, eventually
from boards.tests.live.conftest import MakeHub, browser, seated
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True)]
NEVER = 1_000
HEARTBEAT = heart.HEARTBEAT


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0)


async def test_somebody_removed_elsewhere_is_turned_out_with_the_next_beat_and_hears_no_frame(
    past: History, make_hub: MakeHub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The channel layer has told nothing, and the look every 5 s is far away."""
    monkeypatch.setattr(heart, "CHECK_EVERY", NEVER)
    hub = make_hub(past, past.stamp)
    alices, bobs = [await seated(hub, await Ear.of(user), past.head) for user in (alice, bob)]
    await in_commands(do, alice, past.board, "member.remove", member=bob.pk)
    await in_commands(do, alice, past.board, "board.rename", name="Secret")
    await Heart().beat({past.board.pk: hub})
    await hub.settled()
    assert (bobs.frames, bobs.codes) == ([], [4403])
    assert "Secret" in alices.frames[-1]


def test_a_beat_and_a_repair_leave_time_to_spare_within_a_second() -> None:
    assert HEARTBEAT + relay.PATIENCE <= 0.7
    # What no revision tells (sessions that ended, people who were deactivated) is looked at every 5 s.
    assert HEARTBEAT * heart.CHECK_EVERY <= 5
    assert HEARTBEAT * heart.HEAD_EVERY == 10


async def test_a_board_that_was_deleted_turns_everybody_out(past: History, hub: Hub, bob: User) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)
    await in_reads(Board.objects.filter(pk=past.board.pk).delete)
    await Heart().beat({past.board.pk: hub})
    await hub.settled()
    assert bobs.codes == [4403]


async def test_what_nothing_tells_is_looked_at_now_and_then(
    past: History, make_hub: MakeHub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "CHECK_EVERY", 3)
    monkeypatch.setattr(heart, "HEAD_EVERY", 2)
    hub = make_hub(past, past.stamp)
    bobs = await seated(hub, await Ear.of(bob), past.head)
    await in_reads(Membership.objects.filter(user=bob).delete)
    mine = Heart()
    for codes, heads in (([], 0), ([], 1), ([4403], 1)):
        await mine.beat({past.board.pk: hub})
        await hub.settled()
        # Who is here is told meanwhile, sooner or later.
        told = [text for text in bobs.heard if "presence" not in text]
        assert (bobs.codes, told) == (codes, [f'{{"head": {past.head}}}'] * heads)


async def test_a_beat_that_fails_is_followed_by_the_next(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bobs = await seated(hub, await browser(bob, past), past.start)
    pulse, failures = queries.pulse, [OperationalError("away")] * 2

    def shaky(**asked: Any) -> dict[UUID, queries.Stamp]:
        if failures:
            raise failures.pop()
        return pulse(**asked)

    monkeypatch.setattr(queries, "pulse", shaky)
    mine = Heart()
    with caplog.at_level(logging.WARNING):
        task = asyncio.create_task(heart.for_ever(partial(mine.beat, {past.board.pk: hub})))
        await eventually(lambda: bobs.page.revision == past.head)
    task.cancel()
    assert not failures and "tried again" in caplog.text
