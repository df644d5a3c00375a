"""The socket door: hello first, an answer to everything, and a close with a reason."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest

from boards import doors, queries
from boards.consumers import BoardConsumer
from boards.live import heart, resume
from boards.live.hubs import hubs
from boards.models import Board, Change, Lineage, Membership, User
from boards.tests.acts import do
from boards.tests.doors import Socket
from boards.tests.ears import eventually
from boards.tests.page import parse
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]
DEEP = "[" * 30_000

BROKEN = {
    "nothing": " ",
    "no JSON": "{hello",
    "half": '{"hello": tru',
    "a list": '["hello"]',
    "a number": "17",
    "null": "null",
    "a text": '"hello"',
    "too deep": DEEP,
    "too deep inside": '{"command": ' + DEEP,
    "a number without end": '{"hello": true, "revision": ' + "9" * 5_000 + "}",
    "NUL": "\0",
    "half a character": '"\\ud800"',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
async def test_what_cannot_be_read_is_refused_and_the_socket_lives(text: str, board: Board, bob: User) -> None:
    async with Socket(bob, board) as socket:
        await socket.say(text)
        answer = await socket.answer()
        assert (answer["refused"], answer["reason"]) == (None, "invalid")
        assert "Reload the page" in answer["content"]
        assert "ack" in await socket.command("column.create", {"name": "Later"})


async def test_bytes_are_refused_and_the_socket_lives(board: Board, bob: User) -> None:
    async with Socket(bob, board) as socket:
        await socket.wire.send_to(bytes_data=b'{"command": "column.create"}')
        assert (await socket.answer())["reason"] == "invalid"
        assert "ack" in await socket.command("column.create", {"name": "Later"})


async def test_before_its_hello_a_socket_hears_nothing_and_may_do_nothing(board: Board, alice: User, bob: User) -> None:
    async with Socket(bob, board, greet=False) as bobs, Socket(alice, board) as alices:
        assert (await bobs.command("board.rename", {"name": "Ship"}))["reason"] == "invalid"
        assert "ack" in await alices.command("column.create", {"name": "Later"})
        await alices.frame()
        await bobs.say("{")
        assert (await bobs.answer())["reason"] == "invalid"
        assert bobs.frames == []
    assert await in_reads(Change.objects.filter(board=board).count) == 2


HELLOS: list[tuple[object, int, bool]] = [
    ("now", 2, False),
    ("now", 1, False),
    ("now", 3, True),
    ("now", 2**63 - 1, True),
    ("now", -1, True),
    ("other", 2, True),
    (None, 2, True),
    ("", 2, True),
]


@pytest.mark.parametrize(("epoch", "revision", "reset"), HELLOS)
async def test_every_hello_is_answered(epoch: str | None, revision: int, reset: bool, board: Board, bob: User) -> None:
    await in_commands(do, bob, board, "column.create", name="Later")
    stamp = await in_reads(queries.stamp, board_id=board.pk)
    named = {"now": str(stamp.epoch), "other": str(uuid4())}.get(epoch or "", epoch)
    async with Socket(bob, board, greet=False) as socket:
        # Said again on the same socket, it is answered again.
        for _ in range(3):
            await socket.say({"hello": True, "epoch": named, "revision": revision})
            answer = await socket.hear()
            if not isinstance(answer, str):
                assert answer == {"head": 2} and revision == 2 and not reset
                continue
            (frame,) = parse(answer).elements()
            assert ("data-reset" in frame.attributes) == reset
            assert frame.attributes["data-revision"] == "2"
        assert await socket.hears_nothing_more()


async def test_a_hello_from_too_far_behind_is_answered_with_one_reset(
    board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "MAX_SPAN", 2)
    for name in ("A", "B", "C"):
        await in_commands(do, bob, board, "column.create", name=name)
    async with Socket(bob, board, revision=1) as socket:
        await socket.say({"command": "nonsense"})
        await socket.answer()
        assert socket.frames == []


@pytest.mark.parametrize("revision", [None, "2", 1.5, True, [], 2**63, -(2**70)])
async def test_a_hello_without_a_usable_revision_is_refused_and_the_next_one_counts(
    revision: object, board: Board, bob: User
) -> None:
    async with Socket(bob, board, greet=False) as socket:
        await socket.say({"hello": True, "epoch": None, "revision": revision})
        assert (await socket.answer())["refused"] is None
        assert await socket.hello() == {"head": 1}


async def test_a_commit_while_hello_is_being_answered_is_sent_once(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between registering and reading: the resume has it. Between reading and answering: it was held."""
    since = resume.since

    def slow(**asked: object) -> object:
        commits.append(asyncio.run_coroutine_threadsafe(_commit(alice, board, "Before"), loop).result())
        missed = since(**asked)  # type: ignore[arg-type]
        commits.append(asyncio.run_coroutine_threadsafe(_commit(alice, board, "After"), loop).result())
        return missed

    commits: list[int] = []
    loop = asyncio.get_running_loop()
    async with Socket(alice, board) as alices, Socket(bob, board, greet=False) as bobs:
        with monkeypatch.context() as patch:
            patch.setattr(resume, "since", slow)
            await bobs.say(
                {"hello": True, "epoch": str((await in_reads(queries.stamp, board_id=board.pk)).epoch), "revision": 1}
            )
            frames = [parse(await bobs.frame()).elements()[0].attributes for _ in range(2)]
        assert commits == [2, 3]
        assert [(frame["data-from"], frame["data-revision"]) for frame in frames] == [("1", "2"), ("2", "3")]
        assert [await alices.frame() for _ in range(2)]
        await bobs.say("{")
        await bobs.answer()
        assert bobs.frames == []


async def _commit(actor: User, board: Board, name: str) -> int:
    message = {"id": str(uuid4()), "name": name}
    answer = await doors.submit(message, verb="column.create", board_id=board.pk, actor=actor)
    assert isinstance(answer, doors.Ack)
    return answer.revision


async def test_a_page_that_was_opened_in_the_background_is_away_from_its_hello_on(
    board: Board, alice: User, bob: User
) -> None:
    epoch = str((await in_reads(queries.stamp, board_id=board.pk)).epoch)
    async with Socket(alice, board) as alices, Socket(bob, board, greet=False) as bobs:
        await bobs.say({"hello": True, "epoch": epoch, "revision": 1, "presence": {"idle": True}})
        heard = ""
        while str(bob.pk) not in heard:
            heard = await alices.wire.receive_from(timeout=5)
        _, people = json.loads(heard)["presence"].popitem()
        assert people[str(bob.pk)]["idle"]


async def test_an_outsider_and_a_board_that_does_not_exist_get_the_same_close(board: Board, charlie: User) -> None:
    for where in (board, Board(pk=uuid4())):
        async with Socket(charlie, where, greet=False) as socket:
            assert await socket.closed_with() == 4403
            await socket.say({"hello": True, "epoch": None, "revision": -1})
            assert await socket.wire.receive_nothing(0.05, 0.01)


async def test_somebody_who_is_not_signed_in_is_told_so(board: Board) -> None:
    async with Socket(None, board, greet=False) as socket:
        assert await socket.closed_with() == 4401


async def test_a_socket_that_goes_leaves_no_seat(board: Board, bob: User) -> None:
    async with Socket(bob, board):
        hub = hubs().hub_of(board.pk)
        assert hub is not None and len(hub.seats) == 1
    await eventually(lambda: not hub.seats)


async def test_a_socket_needs_no_task_of_its_own_to_wait_in() -> None:
    messages = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect"}])
    waited_in = set()

    async def receive() -> dict[str, str]:
        waited_in.add(asyncio.current_task())
        return next(messages)

    async def send(_message: dict[str, Any]) -> None:
        pass

    await BoardConsumer()({"cookies": {}}, receive, send)
    assert waited_in == {asyncio.current_task()}


async def test_a_new_epoch_reaches_the_page_without_a_reload(
    board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    async with Socket(bob, board) as socket:
        await in_commands(Lineage.objects.update, epoch=uuid4())
        assert "data-reset" in await socket.frame()


async def test_whoever_is_closed_while_a_command_is_under_way_hears_nothing_more(
    board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = doors.submit

    async def overtaken(*args: Any, **options: Any) -> doors.Ack | doors.Refused:
        answer = await submit(*args, **options)
        await in_commands(Membership.objects.filter(user=bob).delete)
        hub = hubs().hub_of(board.pk)
        assert hub is not None
        hub.check_access()
        await hub.settled()
        return answer

    monkeypatch.setattr(doors, "submit", overtaken)
    async with Socket(bob, board) as socket:
        await socket.say({"command": "column.create", "id": str(uuid4()), "name": "Last words"})
        assert await socket.closed_with() == 4403
        assert await socket.wire.receive_nothing(0.05, 0.01)
