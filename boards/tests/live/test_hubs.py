"""The hubs of a process: coming and going sockets, a layer that loses or freezes, several processes."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from uuid import UUID, uuid4

import pytest
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from pytest_django import Settings

from boards import queries
from boards.live import heart, presence, publisher, subscription
from boards.live import hubs as hubs_module
from boards.live.admission import SIGN_IN_AGAIN
from boards.live.frame import MEMBERS, Frame
from boards.live.hubs import Hubs
from boards.models import Board, Change, Lineage, User
from boards.tests.acts import card, column, do, frame_of, markup, move
from boards.tests.ears import LIMIT, Browser, Ear, eventually
from boards.tests.layers import KINDS, broken_layer
from boards.tests.page import Page
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True)]
NEVER = 1_000


@pytest.fixture
async def processes() -> AsyncIterator[tuple[Hubs, Hubs]]:
    """Two sets of hubs with nothing in common but the database and the channel layer: two processes."""
    both = Hubs(), Hubs()
    yield both
    for process in both:
        await process.stop()


@pytest.fixture(autouse=True)
def _quick_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    monkeypatch.setattr(heart, "CHECK_EVERY", NEVER)
    monkeypatch.setattr(heart, "HEAD_EVERY", NEVER)


async def joined(process: Hubs, user: User, board: Board) -> Browser:
    """Return a browser that has opened the board's page at a process, and is live."""
    reader = await Browser.of(user)
    reader.page = await in_reads(lambda: Page(markup(board)))
    epoch = await in_reads(queries.epoch)
    async with asyncio.timeout(LIMIT):
        await process.hello(reader, board.pk, epoch, reader.page.revision)
    await eventually(lambda: reader.heard)
    return reader


async def act(actor: User, board: Board, verb: str, **fields: object) -> Frame:
    """Carry a command out in the commands' threads, and render it; the test publishes it, or does not."""
    return await in_commands(lambda: frame_of(do(actor, board, verb, **fields)))


def has_reached(reader: Browser, revision: int) -> bool:
    return reader.page.revision == revision


async def subscribed(process: Hubs, board_id: UUID) -> None:
    await eventually(lambda: board_id in process.subscription.boards)


async def test_what_one_process_commits_is_heard_in_both_and_by_no_outsider(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = processes
    alices, bobs = await joined(here, alice, board), await joined(there, bob, board)
    outsider = await Ear.of(charlie)
    await there.hello(outsider, board.pk, None, -1)
    await subscribed(there, board.pk)
    # From here on only the layer can tell.
    monkeypatch.setattr(queries, "pulse", lambda **_: {})
    frame = await act(alice, board, "board.rename", name="Ship")
    here.publish(frame)
    await eventually(lambda: alices.frames and bobs.frames)
    assert alices.frames == bobs.frames == [frame.html[MEMBERS]]
    await eventually(lambda: outsider.codes)
    assert (outsider.heard, outsider.codes) == ([], [4403])


async def test_commands_that_commit_at_once_are_seen_in_one_order_by_everybody(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Often enough to meet frames on their way, and not so often that it does all the work.
    monkeypatch.setattr(heart, "HEARTBEAT", 0.2)
    readers = [await joined(process, user, board) for process in processes for user in (alice, bob)]
    for process in processes:
        await subscribed(process, board.pk)
    cards = await in_reads(lambda: list(board.cards.all()))
    done = await in_reads(column, board, "Done")

    async def moves(process: Hubs, actor: User, times: int) -> None:
        for index in range(times):
            mover = cards[index % len(cards)]
            process.publish(await act(actor, board, "card.move", card=mover, column=done, after=""))

    await asyncio.gather(*(moves(process, actor, 7) for process in processes for actor in (alice, bob)))
    await eventually(lambda: all(reader.page.revision == 29 for reader in readers))
    fresh = await in_reads(lambda: Page(markup(board)).canonical())
    assert [reader.page.canonical() for reader in readers] == [fresh] * 4
    revisions = await in_reads(lambda: list(Change.objects.filter(board=board).values_list("revision", flat=True)))
    assert revisions == list(range(1, 30))


async def test_a_lost_message_is_healed_by_the_next_beat(processes: tuple[Hubs, Hubs], board: Board, bob: User) -> None:
    reader = await joined(processes[0], bob, board)
    for name in ("Ship", "Boat"):
        # Committed, and never published.
        await act(bob, board, "column.create", name=name)
    await eventually(lambda: reader.page.revision == 3)


async def test_a_new_epoch_resets_everybody(processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User) -> None:
    readers = [await joined(process, user, board) for process, user in zip(processes, (alice, bob), strict=True)]
    epoch = uuid4()
    await in_reads(Lineage.objects.update, epoch=epoch)
    await eventually(lambda: all(reader.frames for reader in readers))
    assert all("data-reset" in reader.frames[0] and str(epoch) in reader.frames[0] for reader in readers)


async def test_live_sockets_hear_the_head_from_time_to_time(
    processes: tuple[Hubs, Hubs], board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = await joined(processes[0], bob, board)
    monkeypatch.setattr(heart, "HEAD_EVERY", 1)
    await eventually(lambda: sum("head" in text for text in reader.heard) > 2)
    assert {text for text in reader.heard if "presence" not in text} == {'{"head": 1}'}


async def test_one_render_and_one_task_serve_any_number_of_seats(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, renders: list[str]
) -> None:
    process = processes[0]
    first = await joined(process, alice, board)
    ears = [Ear(alice, first.session_key) for _ in range(50)]
    for ear in ears:
        await process.hello(ear, board.pk, await in_reads(queries.epoch), 1)
    process.publish(await act(alice, board, "board.rename", name="Ship"))
    await eventually(lambda: all(ear.frames for ear in ears))
    assert len(renders) == 1
    assert all(ear.frames == renders for ear in ears)


async def test_a_socket_that_joins_while_the_last_one_leaves_misses_nothing(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs_module, "LINGER", -1)
    monkeypatch.setattr(heart, "HEARTBEAT", 0)
    here, there = processes
    reader = await joined(here, bob, board)
    hubs_seen = set()
    for number in range(15):
        hubs_seen.add(here.hub_of(board.pk))
        here.leave(reader, board.pk)
        if number % 3:
            await eventually(lambda: not here._deserted) if number % 2 else await asyncio.sleep(0)
        reader = await joined(here, bob, board)
        there.publish(await act(alice, board, "column.create", name=f"Column {number}"))
        await eventually(partial(has_reached, reader, number + 2))
    assert len(hubs_seen) > 1, "no hub was closed in between"


async def test_a_deserted_hub_closes_and_leaves_its_group_and_comes_back_with_a_hello(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs_module, "LINGER", 0)
    here, _ = processes
    reader = await joined(here, bob, board)
    await subscribed(here, board.pk)
    here.leave(reader, board.pk)
    await eventually(lambda: here.hub_of(board.pk) is None and board.pk not in here.subscription.boards)
    again = await joined(here, bob, board)
    await subscribed(here, board.pk)
    here.publish(await act(alice, board, "board.rename", name="Ship"))
    await eventually(lambda: again.frames)
    assert reader.frames == []


async def test_a_hub_lives_on_for_those_who_reload(processes: tuple[Hubs, Hubs], board: Board, bob: User) -> None:
    here, _ = processes
    reader = await joined(here, bob, board)
    hub = here.hub_of(board.pk)
    here.leave(reader, board.pk)
    await eventually(lambda: here._deserted)
    assert (await joined(here, bob, board)).page.revision == 1
    assert here.hub_of(board.pk) is hub and not here._deserted


@pytest.mark.parametrize("kind", KINDS)
async def test_without_its_layer_a_process_serves_its_own_at_once_and_the_others_by_the_heartbeat(
    kind: str,
    processes: tuple[Hubs, Hubs],
    board: Board,
    alice: User,
    bob: User,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Whoever waited for the layer would wait longer than this test does.
    monkeypatch.setattr(publisher, "TIMEOUT", NEVER)
    monkeypatch.setattr(subscription, "TIMEOUT", NEVER)
    here, there = processes
    async with broken_layer(kind, settings):
        alices, bobs = await joined(here, alice, board), await joined(there, bob, board)
        here.publish(await act(alice, board, "board.rename", name="Ship"))
        await eventually(lambda: alices.frames)
        await eventually(lambda: bobs.page.revision == 2)
        # Both are joined by others, whatever the subscription is doing.
        for process in processes:
            assert (await joined(process, alice, board)).page.revision == 2
        for process in processes:
            await process.stop()


async def test_a_layer_that_freezes_while_a_board_is_joined_holds_up_neither_hello_nor_heartbeat(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def freeze(*_: object) -> None:
        frozen.set()
        await asyncio.Event().wait()

    frozen = asyncio.Event()
    monkeypatch.setattr(get_channel_layer(), "group_add", freeze, raising=False)
    monkeypatch.setattr(subscription, "TIMEOUT", NEVER)
    first = await joined(processes[0], bob, board)
    await eventually(frozen.is_set)
    second = await joined(processes[0], alice, board)
    await act(bob, board, "column.create", name="Later")
    await eventually(lambda: first.page.revision == second.page.revision == 2)


async def test_two_moves_of_one_card_end_where_the_later_one_put_it(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User
) -> None:
    readers = [await joined(process, user, board) for process, user in zip(processes, (alice, bob), strict=True)]
    deeds = [in_commands(partial(move, user, board, "Pack", into)) for user, into in ((alice, "Doing"), (bob, "Done"))]
    first, last = sorted(await asyncio.gather(*deeds), key=lambda outcome: outcome.revision)
    for process, outcome in zip(processes, (last, first), strict=True):
        process.publish(await in_reads(frame_of, outcome))
    await eventually(lambda: all(reader.page.revision == 3 for reader in readers))
    fresh = await in_reads(lambda: Page(markup(board)).canonical())
    assert [reader.page.canonical() for reader in readers] == [fresh, fresh]
    pack = await in_reads(card, board, "Pack")
    assert last.patches[0].after is not None and last.patches[0].after["place"][0] == str(pack.column_id)


async def test_whoever_signed_out_is_closed_at_once_in_every_process_and_nobody_else(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User
) -> None:
    here, there = processes
    bobs = [await joined(process, bob, board) for process in (here, here, there)]
    alices = [await joined(process, alice, board) for process in processes]
    for process in processes:
        await subscribed(process, board.pk)
    await in_commands(Session.objects.filter(session_key__in=[ear.session_key for ear in bobs]).delete)
    here.look_again(await in_reads(queries.board_ids_of, user=bob))
    # The periodic check is as good as switched off here.
    await eventually(lambda: all(ear.codes == [SIGN_IN_AGAIN] for ear in bobs))
    assert not any(ear.codes for ear in alices)


async def test_a_process_that_ends_says_farewell_for_its_people(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "EXPIRY", NEVER)
    here, there = processes
    alices = await joined(here, alice, board)
    await subscribed(here, board.pk)
    bobs = await joined(there, bob, board)
    here_hub = here.hub_of(board.pk)
    assert here_hub is not None
    await eventually(lambda: here_hub.ephemera.presence.everybody.keys() == {str(alice.pk), str(bob.pk)})
    there.note(bobs, board.pk, {"presence": {"idle": True}})
    await eventually(lambda: here_hub.ephemera.presence.everybody[str(bob.pk)]["idle"])
    await there.stop()
    await eventually(lambda: here_hub.ephemera.presence.everybody.keys() == {str(alice.pk)})
    await eventually(lambda: any(f'"{bob.pk}": null' in text for text in alices.heard))
