"""The cost law: what an edit costs grows neither with its board nor with those who watch.

These are counts, alike on every machine: they tell of a loss before anybody measures it. Times are ``bin/bench``'s.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from channels.layers import get_channel_layer
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from boards import doors, ordering, queries
from boards.commands.registry import COMMANDS
from boards.live import relay, slots
from boards.live.frame import MEMBERS, Frame
from boards.live.hub import Hub
from boards.live.hubs import hubs
from boards.models import Board, Card, Column, User
from boards.queries import Stamp
from boards.tests.acts import card
from boards.tests.ears import Ear, eventually
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.live.conftest import seated
from boards.threads import in_reads

# Statements of the most costly of its samples, those of its frame included; BEGIN and COMMIT are not counted. A new
# command needs a row, and whoever raises one says what for.
QUERIES = {
    "board.archive": 5,
    "board.hand_over": 9,
    "board.rename": 5,
    "board.restore": 5,
    "board.set_background": 5,
    "card.archive": 9,
    "card.create": 13,
    "card.delete": 12,
    "card.edit": 7,
    "card.move": 13,
    "card.restore": 12,
    "card.set_aside": 5,
    "cards.archive": 10,
    "cards.move": 14,
    # Of cards that come back to several columns.
    "change.undo": 18,
    "column.archive": 7,
    "column.create": 10,
    "column.delete": 12,
    "column.move": 9,
    "column.rename": 7,
    "column.restore": 8,
    "invitation.create": 8,
    "invitation.revoke": 6,
    "link.create": 7,
    "link.revoke": 8,
    "member.add": 7,
    "member.change": 6,
    "member.leave": 6,
    "member.remove": 6,
}
# Cards in each column of the large board, before those that are moved about.
MANY = 300
# What a card's number, or a count, may take more on it.
DIGITS = 16
# Their frames hold all that comes back with a column.
FILLED = {"column.restore", "card.restore", "change.undo"}


def statements(captured: CaptureQueriesContext) -> list[str]:
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(control)]


def walk(board: Board, actor: User) -> Iterator[tuple[str, list[str], int]]:
    """Carry out every sample; yield its verb, its statements, and the bytes of its frame for members."""
    queries.epoch()
    for verb, fields in SAMPLES:
        sent = submission(verb, fields(board))
        with CaptureQueriesContext(connection) as captured:
            _, frame = doors._perform_and_render(sent, board.pk, actor)
        assert frame is not None
        yield verb, statements(captured), len(frame.html[MEMBERS].encode())


def grow(board: Board) -> None:
    """Fill the board with cards that nobody is going to touch, at the end of what stands there."""
    number = 10_000
    for each in Column.objects.filter(board=board):
        last = each.cards.order_by("order").values_list("order", flat=True).last()
        rows = []
        for _ in range(MANY):
            last, number = ordering.between(last, None), number + 1
            rows.append(Card(board=board, column=each, number=number, title="Ballast", order=last))
        Card.objects.bulk_create(rows)
        each.card_count += MANY
        each.save(update_fields=["card_count"])


def test_every_command_asks_no_more_than_it_is_worth(board: Board, alice: User) -> None:
    most: dict[str, int] = dict.fromkeys(COMMANDS, 0)
    for verb, asked, _ in walk(board, alice):
        most[verb] = max(most[verb], len(asked))
    # To the number: what became cheaper is not to become dear again unseen.
    assert most == QUERIES


def test_on_a_large_board_every_command_asks_and_sends_the_same(board: Board, alice: User) -> None:
    with transaction.atomic():
        small = list(walk(board, alice))
        transaction.set_rollback(True)
    grow(board)
    for (verb, few, short), (_, many, long) in zip(small, walk(board, alice), strict=True):
        assert len(many) == len(few), verb
        if verb not in FILLED:
            assert abs(long - short) <= DIGITS, verb


def test_many_cards_at_once_ask_as_much_as_a_few(board: Board, alice: User) -> None:
    grow(board)
    queries.epoch()
    todo, done = (Column.objects.get(board=board, name=name) for name in ("To do", "Done"))
    asked = []
    for number in (3, 100):
        ids = list(todo.cards.filter(archived=False).order_by("order").values_list("pk", flat=True)[:number])
        fields = {"cards": " ".join(map(str, ids))}
        deeds = [
            ("cards.move", fields | {"column": str(done.pk), "after": ""}),
            ("change.undo", None),
            ("change.undo", None),
            ("change.undo", None),
            ("cards.archive", fields),
            ("change.undo", None),
        ]
        for verb, each in deeds:
            last = board.changes.latest("revision").command_id
            sent = submission(verb, each or {"change": str(last)})
            with CaptureQueriesContext(connection) as captured:
                doors._perform_and_render(sent, board.pk, alice)
            asked.append((verb, number, len(statements(captured))))
    few, many = asked[:6], asked[6:]
    assert [(verb, count) for verb, _, count in few] == [(verb, count) for verb, _, count in many]


@pytest.mark.django_db(transaction=True)
async def test_an_edit_is_one_hop_one_render_and_one_message_however_many_watch(
    board: Board, alice: User, bob: User, live: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Counter[str] = Counter()

    def counted(owner: object, name: str, what: Callable[[tuple[Any, ...]], str]) -> None:
        real = getattr(owner, name)

        def count(*args: Any, **kwargs: Any) -> Any:
            seen[what(args)] += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, count)

    stamp = await in_reads(queries.stamp, board_id=board.pk)
    ears = [await Ear.of(bob) for _ in range(30)]
    for ear in ears:
        await hubs().hello(ear, board.pk, stamp.epoch, stamp.revision)
    await eventually(lambda: all(ear.heard for ear in ears))
    pack = await in_reads(card, board, "Pack")
    counted(doors, "in_commands", lambda _: "hop")
    counted(doors, "in_reads", lambda _: "hop")
    counted(slots, "render", lambda _: "render")
    counted(slots, "render_insides", lambda args: f"{len(args[1])} inside")
    counted(get_channel_layer(), "group_send", lambda args: args[1]["type"])
    message = {"id": str(uuid4()), "card": str(pack.pk), "title": "Pack it", "me": str(alice.pk)}
    assert isinstance(await doors.submit(message, verb="card.edit", board_id=board.pk, actor=alice), doors.Ack)
    await eventually(lambda: all("Pack it" in ear.heard[-1] for ear in ears))
    await hubs().publisher.drained()
    # Who is on the board is told beside it, when its time has come.
    told = Counter({what: number for what, number in seen.items() if what != "ephemera"})
    assert told == {"hop": 1, "render": 1, "1 inside": 1, "frame": 1}
    assert all(len(ear.frames) == 1 for ear in ears)


async def test_to_relay_a_frame_takes_no_thread_and_one_text_for_all(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, epoch = uuid4(), uuid4()
    hub = Hub(board, Stamp(epoch, 1))
    ears = [await seated(hub, Ear(alice), 1) for _ in range(100)]

    def submit(*_: object) -> NoReturn:
        raise AssertionError("a thread was asked")

    monkeypatch.setattr(ThreadPoolExecutor, "submit", submit)
    text = "<hx-frame></hx-frame>"
    hub.receive(Frame(board, epoch, 1, 2, {MEMBERS: text}))
    await hub.inbox.handled()
    assert [each for ear in ears for each in ear.heard] == [text] * len(ears)
    # The same one, so that the server makes bytes of it once.
    assert all(ear.heard[0] is text for ear in ears)
    await hub.stop()


async def test_frames_that_came_while_the_hub_was_busy_go_to_the_kernel_together(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, epoch = uuid4(), uuid4()
    hub = Hub(board, Stamp(epoch, 1))
    ear = await seated(hub, Ear(alice), 1)
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(ear, "send_text", lambda *texts: sent.append(texts))
    for revision in (3, 2, 4):
        hub.receive(Frame(board, epoch, revision - 1, revision, {MEMBERS: f"<{revision}>"}))
    await hub.inbox.handled()
    assert sent == [("<2>", "<3>", "<4>")]
    await hub.stop()


async def test_a_hub_that_took_long_to_relay_rests_and_then_relays_what_came_together(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "LONGEST_REST", 0.2)
    board, epoch = uuid4(), uuid4()
    hub = Hub(board, Stamp(epoch, 1))
    ear = await seated(hub, Ear(alice), 1)
    sent: list[tuple[str, ...]] = []

    def send_slowly(*texts: str) -> None:
        sent.append(texts)
        time.sleep(0.1)

    monkeypatch.setattr(ear, "send_text", send_slowly)
    for revision in range(2, 6):
        hub.receive(Frame(board, epoch, revision - 1, revision, {MEMBERS: f"<{revision}>"}))
        await hub.inbox.handled()
    assert sent == [("<2>",)]
    await hub.settled()
    assert sent == [("<2>",), ("<3>", "<4>", "<5>")]
    await hub.stop()
