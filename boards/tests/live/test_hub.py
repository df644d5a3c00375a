"""The hub: revisions in order, whatever comes in whatever order, and nothing to those who may not listen."""

import asyncio
from dataclasses import replace
from typing import NoReturn
from uuid import uuid4

import pytest
from django.db import OperationalError

from boards.live import admission, relay, resume
from boards.live.frame import MEMBERS
from boards.live.hub import Hub
from boards.models import Board, Lineage, Membership, User
from boards.queries import Stamp
from boards.tests.acts import History, do, frame_of, make_link
from boards.tests.ears import Ear, GuestEar, eventually
from boards.tests.live.conftest import MakeHub, browser, seated
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True)]
FOR_EVER = 1_000


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "PATIENCE", 0)


async def test_the_echo_of_a_frame_is_heard_once_and_an_older_one_not_at_all(
    past: History, hub: Hub, bob: User
) -> None:
    bobs = await seated(hub, Ear(bob), past.start)
    for frame in (past.frames[index] for index in (0, 0, 1, 1, 0)):
        hub.receive(frame)
    await hub.settled()
    assert bobs.heard == [frame.html[MEMBERS] for frame in past.frames[:2]]
    assert hub.sequence.revision == past.start + 2


async def test_a_future_frame_waits_for_its_forerunner_and_the_journal_is_left_alone(
    past: History, hub: Hub, bob: User, renders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "PATIENCE", FOR_EVER)
    bobs = await seated(hub, Ear(bob), past.start)
    for index in (2, 1, 3):
        hub.receive(past.frames[index])
    hub.tell_head()
    await eventually(lambda: bobs.heard)
    assert bobs.heard == [f'{{"head": {past.start}}}']
    hub.receive(past.frames[0])
    await eventually(lambda: len(bobs.frames) == 4)
    assert bobs.frames == [frame.html[MEMBERS] for frame in past.frames[:4]]
    assert renders == []


async def test_a_forerunner_that_never_comes_is_read_from_the_journal_once_and_sent_as_one_frame(
    past: History, hub: Hub, alice: User, bob: User, charlie: User, renders: list[str]
) -> None:
    readers = [await browser(user, past) for user in (alice, bob)]
    for reader in readers:
        await seated(hub, reader, past.start)
    outsider = await Ear.of(charlie)
    await hub.resume(hub.sit(outsider, {}), past.epoch, past.start)
    for frame in past.frames[2:]:
        hub.receive(frame)
    await hub.settled()
    assert len(renders) == 1
    assert [reader.frames for reader in readers] == [renders, renders]
    assert all(reader.page.revision == past.head for reader in readers)
    assert (outsider.heard, outsider.codes) == ([], [admission.NOT_A_MEMBER])


async def test_the_heartbeat_finds_what_no_frame_told(past: History, hub: Hub, bob: User) -> None:
    bobs = await seated(hub, await browser(bob, past), past.start)
    hub.expect(past.stamp)
    await hub.settled()
    assert len(bobs.frames) == 1
    assert (bobs.page.revision, hub.sequence.revision) == (past.head, past.head)


async def test_a_heartbeat_from_before_the_last_frame_makes_nobody_hear_anything(
    past: History, hub: Hub, bob: User, renders: list[str]
) -> None:
    bobs = await seated(hub, Ear(bob), past.start)
    for frame in past.frames:
        hub.receive(frame)
    await hub.settled()
    for revision in (past.start, past.head):
        hub.expect(Stamp(past.epoch, revision))
    await hub.settled()
    assert len(bobs.heard) == len(past.frames)
    assert renders == []


async def test_another_epoch_resets_every_page_whether_a_frame_or_the_heartbeat_tells(
    past: History, hub: Hub, alice: User, bob: User
) -> None:
    readers = [await seated(hub, await browser(user, past, 2), past.start + 2) for user in (alice, bob)]
    fresh = (await browser(bob, past, len(past.frames))).page.canonical()
    for told_by in ("frame", "heartbeat"):
        epoch = uuid4()
        await in_reads(Lineage.objects.update, epoch=epoch)
        if told_by == "frame":
            hub.receive(replace(past.frames[0], epoch=epoch))
        else:
            hub.expect(Stamp(epoch, 1))
        await hub.settled()
        for reader in readers:
            assert str(epoch) in reader.frames.pop() and not reader.frames[1:]
            assert (reader.page.revision, reader.page.canonical()) == (past.head, fresh)
            reader.heard.clear()
        assert (hub.sequence.epoch, hub.sequence.revision) == (epoch, past.head)


def away(**_: object) -> NoReturn:
    raise OperationalError("away")


async def test_a_reset_that_failed_is_tried_again(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bobs = await seated(hub, await browser(bob, past), past.start)
    epoch = uuid4()
    await in_reads(Lineage.objects.update, epoch=epoch)
    with monkeypatch.context() as patch:
        patch.setattr(admission, "check", away)
        hub.expect(Stamp(epoch, past.head))
        await hub.settled()
        assert bobs.heard == []
    hub.expect(Stamp(epoch, past.head))
    await hub.settled()
    assert len(bobs.frames) == 1 and "data-reset" in bobs.frames[0]


async def test_a_reset_that_was_overtaken_does_not_take_anybody_back_in_time(
    past: History, hub: Hub, bob: User
) -> None:
    bobs = await seated(hub, Ear(bob), past.start)
    for frame in past.frames[:4]:
        hub.receive(frame)
    await hub.settled()
    hub.receive(replace(past.frames[2], reset=True))
    hub.receive(past.frames[4])
    await hub.settled()
    assert bobs.heard == [frame.html[MEMBERS] for frame in past.frames[:5]]


async def test_what_came_early_follows_a_reset(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "PATIENCE", FOR_EVER)
    bobs = await seated(hub, Ear(bob), past.start)
    hub.receive(past.frames[4])
    hub.receive(replace(past.frames[3], start=0, reset=True))
    await eventually(lambda: len(bobs.heard) == 2)
    assert bobs.heard == [frame.html[MEMBERS] for frame in past.frames[3:5]]


async def test_far_behind_the_whole_board_is_sent_at_once(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "MAX_SPAN", 3)
    bobs = await seated(hub, await browser(bob, past), past.start)
    hub.expect(past.stamp)
    await hub.settled()
    (frame,) = bobs.frames
    assert "data-reset" in frame
    assert bobs.page.revision == past.head


@pytest.mark.parametrize("told_by", ["frame", "heartbeat"])
async def test_guests_leave_before_anything_of_the_end_of_their_link_or_after_it(
    told_by: str, board: Board, make_hub: MakeHub, alice: User
) -> None:
    mine, other = [await in_reads(make_link, alice, board, name) for name in ("Mine", "Other")]
    past = await in_reads(History.made, board, alice)
    hub = make_hub(past, past.stamp)
    guest, neighbour, alices = [
        await seated(hub, ear, past.head) for ear in (GuestEar(mine), GuestEar(other), await Ear.of(alice))
    ]
    outcomes = [
        await in_commands(lambda: do(alice, board, "link.revoke", link=mine)),
        await in_commands(lambda: do(alice, board, "board.rename", name="Between us")),
    ]
    if told_by == "frame":
        # Out of order, as from another process.
        for outcome in reversed(outcomes):
            hub.receive(await in_reads(frame_of, outcome))
    else:
        # The layer is down: all that is known is where the board is.
        hub.expect(Stamp(past.epoch, past.head + 2))
    await hub.settled()
    assert (guest.frames, guest.codes) == ([], [admission.NOT_A_MEMBER])
    for ear in (neighbour, alices):
        assert "Between us" in "".join(ear.frames) and not ear.codes


async def test_before_a_change_of_access_is_relayed_those_who_lost_theirs_are_closed(
    past: History, hub: Hub, alice: User, bob: User
) -> None:
    alices, bobs = [await seated(hub, await Ear.of(user), past.start) for user in (alice, bob)]
    await in_reads(Membership.objects.filter(user=bob).delete)
    hub.receive(replace(past.frames[0], access=True))
    await hub.settled()
    assert (bobs.heard, bobs.codes) == ([], [admission.NOT_A_MEMBER])
    assert (alices.heard, alices.codes) == ([past.frames[0].html[MEMBERS]], [])
    # Once is enough.
    assert not hub._access_changed


async def test_an_early_change_of_access_counts_even_if_the_journal_tells_it_again(
    past: History, hub: Hub, bob: User
) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)
    await in_reads(Membership.objects.filter(user=bob).delete)
    hub.receive(replace(past.frames[1], access=True))
    await hub.settled()
    assert hub.sequence.revision == past.head
    assert (bobs.heard, bobs.codes) == ([], [admission.NOT_A_MEMBER])


async def test_while_access_cannot_be_checked_nobody_hears_what_comes_after_its_change(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> list[int | None]:
        raise OperationalError("away")

    alices, bobs = [await seated(hub, await Ear.of(user), past.start) for user in (alice, bob)]
    await in_reads(Membership.objects.filter(user=bob).delete)
    with monkeypatch.context() as patch:
        patch.setattr(admission, "check", broken)
        hub.receive(replace(past.frames[0], access=True))
        await hub.settled()
        assert alices.heard == bobs.heard == []
    hub.expect(past.stamp)
    await hub.settled()
    assert len(alices.heard) == 1
    assert (bobs.heard, bobs.codes) == ([], [admission.NOT_A_MEMBER])


@pytest.mark.parametrize("way", ["send_text", "close"])
async def test_a_socket_that_fails_is_no_trouble_for_the_others(
    way: str, past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> NoReturn:
        # As well where it would be awaited.
        raise ConnectionResetError

    # The one that fails comes first.
    failing = await seated(hub, Ear(bob), past.start)
    alices = await seated(hub, await Ear.of(alice), past.start)
    third = await seated(hub, Ear(bob), past.start)
    monkeypatch.setattr(failing, way, fail)
    if way == "close":
        hub.check_access()
        await hub.settled()
        assert third.codes == [admission.SIGN_IN_AGAIN]
    hub.receive(past.frames[0])
    await hub.settled()
    assert alices.heard == [past.frames[0].html[MEMBERS]]
    assert failing not in hub.seats


async def test_a_database_that_went_back_in_time_takes_everybody_with_it(past: History, hub: Hub, bob: User) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)
    hub.receive(past.frames[0])
    await hub.settled()
    heard = len(bobs.heard)
    await in_reads(Board.objects.filter(pk=hub.board_id).update, revision=past.start)
    hub.expect(Stamp(hub.sequence.epoch, past.start))
    await hub.settled()
    assert hub.sequence.revision == past.start
    assert len(bobs.heard) == heard + 1
    assert "data-reset" in bobs.heard[-1]


async def test_going_back_in_time_is_tried_again_where_nobody_could_look_who_may_listen(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)
    hub.receive(past.frames[0])
    await hub.settled()
    heard = len(bobs.heard)
    await in_reads(Board.objects.filter(pk=hub.board_id).update, revision=past.start)
    with monkeypatch.context() as patch:
        patch.setattr(admission, "check", away)
        hub.expect(Stamp(hub.sequence.epoch, past.start))
        await hub.settled()
        assert len(bobs.heard) == heard and hub.sequence.revision == past.start + 1
    hub.expect(Stamp(hub.sequence.epoch, past.start))
    await hub.settled()
    assert "data-reset" in bobs.heard[-1] and hub.sequence.revision == past.start


async def test_who_has_no_part_in_the_restored_board_does_not_get_it(
    past: History, hub: Hub, alice: User, bob: User
) -> None:
    alices, bobs = [await seated(hub, await Ear.of(user), past.start) for user in (alice, bob)]
    hub.receive(past.frames[0])
    await hub.settled()
    heard = len(bobs.heard)
    await in_reads(Board.objects.filter(pk=hub.board_id).update, revision=past.start)
    await in_reads(Membership.objects.filter(user=bob).delete)
    hub.expect(Stamp(hub.sequence.epoch, past.start))
    await hub.settled()
    assert (len(bobs.heard), bobs.codes) == (heard, [admission.NOT_A_MEMBER])
    assert "data-reset" in alices.heard[-1]


async def test_a_dialog_is_opened_for_members_only(past: History, hub: Hub, alice: User, bob: User) -> None:
    alices, bobs = [await seated(hub, await Ear.of(user), past.head) for user in (alice, bob)]
    call = await in_reads(lambda: past.board.cards.get(title="Ring").pk)
    await in_reads(Membership.objects.filter(user=bob).delete)
    for ear in (alices, bobs):
        await hub.open_dialog(ear, call, 0)
    await hub.settled()
    (inside,) = alices.frames
    assert f'data-card="{call}"' in inside and "Ring" in inside
    assert (bobs.heard, bobs.codes) == ([], [admission.NOT_A_MEMBER])


async def test_a_second_hello_keeps_the_dialog_and_what_its_person_is_at(past: History, hub: Hub, bob: User) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)
    call = await in_reads(lambda: past.board.cards.get(title="Ring").pk)
    await hub.open_dialog(bobs, call, past.head)
    hub.note(bobs, {"presence": {"card": str(call), "editing": "title"}})
    await hub.resume(hub.sit(bobs, {}), past.epoch, past.start)
    await hub.settled()
    await eventually(lambda: hub.ephemera.presence.everybody)
    # What changed inside meanwhile comes with what changed on the board.
    assert any(f'data-card="{call}"' in frame for frame in bobs.frames)
    assert hub.seats[bobs].open == str(call)
    assert hub.ephemera.presence.everybody[str(bob.pk)]["editing"] == "title"


async def test_a_gap_that_closes_by_itself_costs_no_reading(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)

    reads: list[object] = []
    monkeypatch.setattr(resume, "since", lambda **asked: reads.append(asked))
    # Two edits at once may be rendered in either order; the heartbeat knows of both.
    patience = asyncio.Event()
    monkeypatch.setattr(asyncio, "sleep", lambda _: patience.wait())
    hub.receive(past.frames[1])
    hub.expect(Stamp(past.epoch, past.start + 2))
    await hub.inbox.handled()
    hub.receive(past.frames[0])
    await hub.inbox.handled()
    patience.set()
    await hub.settled()
    assert bobs.heard == [frame.html[MEMBERS] for frame in past.frames[:2]]
    assert reads == []
