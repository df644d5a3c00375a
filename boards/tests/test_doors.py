"""What both doors share: one answer to everything, what is committed is acknowledged, nobody waits for the layer."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid1, uuid4

import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from boards import doors, queries
from boards.commands.board import RenameBoard
from boards.live import heart, publisher, slots, subscription
from boards.live.hubs import hubs
from boards.models import Board, Card, Change, User
from boards.tests.acts import card, column
from boards.tests.doors import DOORS, Socket
from boards.tests.layers import KINDS, broken_layer
from boards.threads import in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]
BOTH = pytest.mark.parametrize("door", DOORS)


def revisions(board: Board) -> list[int]:
    return list(Change.objects.filter(board=board).values_list("revision", flat=True))


@pytest.fixture
def unfinished(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Make renaming fail after it has written."""

    def fail_with(error: Exception) -> None:
        def run(self: RenameBoard) -> None:
            original(self)
            raise error

        monkeypatch.setattr(RenameBoard, "run", run)

    original = RenameBoard.run
    return fail_with


@BOTH
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("oops secret"), "invalid"),
        (RecursionError(), "invalid"),
        (OperationalError("locked secret"), "too_fast"),
    ],
)
async def test_a_command_that_fails_half_way_is_refused_with_nothing_written(
    door: str, error: Exception, reason: str, board: Board, alice: User, unfinished: Callable[[Exception], None]
) -> None:
    unfinished(error)
    command_id = str(uuid4())
    answer = await DOORS[door](alice, board, "board.rename", {"name": "Ship"}, id=command_id)
    assert (answer["refused"], answer["reason"]) == (command_id, reason)
    assert "secret" not in str(answer)
    assert (await in_reads(Board.objects.get, pk=board.pk)).name == "Boat"
    assert await in_reads(revisions, board) == [1]


@BOTH
async def test_a_full_disk_is_told_as_what_it_is_and_nothing_is_written(
    door: str, board: Board, alice: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def run(self: RenameBoard) -> None:
        original(self)
        _fill_the_disk()

    original = RenameBoard.run
    monkeypatch.setattr(RenameBoard, "run", run)
    answer = await DOORS[door](alice, board, "board.rename", {"name": "Ship"})
    assert answer["reason"] == "too_fast"
    assert "no space left on its disk" in answer["content"] and "is kept" in answer["content"]
    assert "No room to write" in caplog.text
    assert await in_reads(revisions, board) == [1]


def _fill_the_disk() -> None:
    """Let the database itself say that it has no room: SQLite by its limit of pages, PostgreSQL by its own code."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$")
        cursor.execute("PRAGMA max_page_count")
        (most,) = cursor.fetchone()
        cursor.execute("PRAGMA max_page_count = 1")
        try:
            cursor.execute("CREATE TABLE more AS SELECT zeroblob(1000000)")
        finally:
            cursor.execute(f"PRAGMA max_page_count = {most}")


async def test_a_failing_command_harms_neither_its_socket_nor_the_others(
    board: Board, alice: User, bob: User, unfinished: Callable[[Exception], None]
) -> None:
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        unfinished(ZeroDivisionError())
        assert (await alices.command("board.rename", {"name": "Ship"}))["reason"] == "invalid"
        assert (await alices.command("column.create", {"name": "Later"}))["revision"] == 2
        assert 'data-from="1" data-revision="2"' in await alices.frame()
        assert 'data-from="1" data-revision="2"' in await bobs.frame()


@BOTH
async def test_what_was_committed_is_acknowledged_although_it_could_not_be_rendered(
    door: str, board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError("template")

    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    async with Socket(bob, board) as bobs:
        with monkeypatch.context() as patch:
            patch.setattr(slots, "render", broken)
            # On the socket that is live already: a hello would want rendering too.
            send = partial(DOORS["http"], bob, board) if door == "http" else bobs.command
            answer = await send("column.create", {"name": "Ship"})
        assert answer["revision"] == 2 and "ack" in answer
        # The heartbeat renders it again.
        assert "Ship" in await bobs.frame()


async def test_who_goes_away_during_a_command_does_not_take_its_frame_along(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The frame must come from the command itself, not from the heartbeat.
    monkeypatch.setattr(heart, "HEARTBEAT", 1_000)
    has_begun, may_end = threading.Event(), threading.Event()

    def run(self: RenameBoard) -> None:
        has_begun.set()
        may_end.wait()
        original(self)

    original = RenameBoard.run
    monkeypatch.setattr(RenameBoard, "run", run)
    async with Socket(bob, board) as bobs:
        message = {"id": str(uuid4()), "name": "Ship"}
        asking = asyncio.create_task(doors.submit(message, verb="board.rename", board_id=board.pk, actor=alice))
        await in_reads(has_begun.wait)
        asking.cancel()
        may_end.set()
        assert "Ship" in await bobs.frame()
        assert asking.cancelled()


@pytest.mark.parametrize("kind", KINDS)
async def test_an_ack_and_ones_own_frame_do_not_wait_for_the_layer(
    kind: str, board: Board, alice: User, bob: User, charlie: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher, "TIMEOUT", 1_000)
    monkeypatch.setattr(subscription, "TIMEOUT", 1_000)
    # Nor are they healed by it.
    monkeypatch.setattr(heart, "HEARTBEAT", 1_000)
    async with (
        broken_layer(kind, settings),
        Socket(alice, board) as alices,
        Socket(bob, board) as bobs,
        Socket(charlie, board, greet=False) as charlies,
    ):
        for revision in (2, 3, 4):
            assert (await alices.command("board.rename", {"name": f"Ship {revision}"}))["revision"] == revision
            assert f"Ship {revision}" in await bobs.frame()
            assert f"Ship {revision}" in await alices.frame()
        assert await charlies.closed_with() == 4403
        assert await charlies.wire.receive_nothing(0.02, 0.01)
        await hubs().stop()


# Per field, values that no browser of ours sends.
NONSENSE: dict[str, tuple[Any, ...]] = {
    "command": ("card.explode", "", None, 7, ["card.edit"], {}, "a\0"),
    "id": (7, [], {}, True, "x", "\ud800", "\0", "0" * 60_000),
    "outbox": (7, "x", [], "\ud800"),
    "base": (-1, True, 1.5, "x", [], 2**63, 10**4_000, "9" * 5_000),
    "card": (None, "", "x", 7, [], {"a": 1}, "\ud800", "\0", "0" * 33),
    "title": (None, "", " \n ", 7, [], {}, "a\0b", "a\ud800b"),
    "description": (7, ["x"], "a\0b", "\udfff"),
}
NONSENSE_FOR_NEW: dict[str, tuple[Any, ...]] = {
    "card": ("x", 7, str(uuid1()), "0" * 32),
    "column": ("", "x", None),
    "after": ("x", 7, [], "\0"),
    "before": ("x", False),
}


def malformed(board: Board) -> Iterator[dict[str, Any]]:
    """Yield messages that are JSON objects and no commands."""
    pack, todo = str(card(board, "Pack").pk), str(column(board, "To do").pk)
    edit = {"command": "card.edit", "id": str(uuid4()), "card": pack, "title": "X"}
    create = {"command": "card.create", "id": str(uuid4()), "column": todo, "title": "X"}
    for sound, nonsense in ((edit, NONSENSE), (create, NONSENSE_FOR_NEW)):
        yield from (sound | {name: value} for name, values in nonsense.items() for value in values)
    yield {name: value for name, value in edit.items() if name != "card"}
    yield {name: value for name, value in create.items() if name != "title"}
    yield {}


async def test_what_is_no_command_of_ours_is_refused_with_nothing_written(
    board: Board, alice: User, bob: User, caplog: pytest.LogCaptureFixture
) -> None:
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        for message in await in_reads(lambda: list(malformed(board))):
            await alices.say(message)
            answer = await alices.answer()
            assert answer["reason"] == "invalid", message
            sent = message.get("id")
            assert answer["refused"] == (None if sent in NONSENSE["id"] else sent), message
        assert await in_reads(revisions, board) == [1]
        assert "ack" in await alices.command("board.rename", {"name": "Ship"})
        # The first that others heard of it all.
        assert "Ship" in await bobs.frame()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_command_without_an_id_is_done_and_answered_without_one(board: Board, bob: User) -> None:
    async with Socket(bob, board) as socket:
        for value in (None, ""):
            await socket.say({"command": "column.create", "id": value, "name": "Later"})
            assert (await socket.answer())["ack"] is None
    assert await in_reads(revisions, board) == [1, 2, 3]


async def test_fifty_moves_at_once_into_one_column_keep_one_order(board: Board, alice: User, bob: User) -> None:
    cards, done = await in_reads(lambda: (list(board.cards.all()), column(board, "Done")))

    def message(index: int) -> dict[str, object]:
        return {"id": str(uuid4()), "card": str(cards[index % 6].pk), "column": str(done.pk), "after": ""}

    answers = await asyncio.gather(
        *(
            doors.submit(message(index), verb="card.move", board_id=board.pk, actor=(alice, bob)[index % 2])
            for index in range(50)
        )
    )
    assert sorted(answer.revision for answer in answers if isinstance(answer, doors.Ack)) == list(range(2, 52))
    assert await in_reads(revisions, board) == list(range(1, 52))
    keys = await in_reads(lambda: list(Card.objects.filter(column=done).values_list("order", flat=True)))
    assert len(keys) == len(set(keys)) == 6
    assert (await in_reads(column, board, "Done")).card_count == 6
    assert (await in_reads(queries.stamp, board_id=board.pk)).revision == 51


async def test_the_same_command_sent_many_times_at_once_is_done_once(board: Board, bob: User) -> None:
    message = {"id": str(uuid4()), "name": "Later"}
    sent = (doors.submit(message, verb="column.create", board_id=board.pk, actor=bob) for _ in range(10))
    assert {answer.as_json()["revision"] for answer in await asyncio.gather(*sent)} == {2}
    assert await in_reads(revisions, board) == [1, 2]
