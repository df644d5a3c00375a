"""What was missed: bounded work whatever the board's size, and a reset where the journal cannot help."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import queries
from boards.live import resume
from boards.live.frame import MEMBERS, Frame
from boards.models import Board, User
from boards.tests.acts import boat, do, frame_of, move
from boards.tests.page import parse


def since(board: Board, revision: int, **other: object) -> Frame | None:
    return resume.since(board_id=board.pk, **{"epoch": queries.epoch(), "revision": revision} | other)  # type: ignore[arg-type]


def outer(frame: Frame) -> dict[str, str | None]:
    return parse(frame.html[MEMBERS]).elements()[0].attributes


@pytest.fixture
def renamed(board: Board, alice: User) -> Board:
    """The board at revision 6."""
    for name in "ABCDE":
        do(alice, board, "board.rename", name=name)
    return board


def test_who_missed_nothing_gets_nothing(renamed: Board) -> None:
    assert since(renamed, 6) is None


@pytest.mark.parametrize("revision", [7, 2**63 - 1, 10**30, -1, -(10**30)])
def test_who_is_ahead_or_asks_for_it_gets_the_whole_board(revision: int, renamed: Board) -> None:
    frame = since(renamed, revision)
    assert frame is not None and frame.reset and frame.access and frame.revision == 6
    assert outer(frame)["data-reset"] == ""
    assert outer(frame)["data-epoch"] == str(queries.epoch())


@pytest.mark.parametrize("epoch", [None, uuid4()])
@pytest.mark.parametrize("revision", [3, 6])
def test_another_epoch_gets_the_whole_board(epoch: object, revision: int, renamed: Board) -> None:
    frame = since(renamed, revision, epoch=epoch)
    assert frame is not None and frame.reset


def test_beyond_the_longest_span_the_whole_board_is_sent_once(renamed: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "MAX_SPAN", 3)
    near, far = since(renamed, 3), since(renamed, 2)
    assert near is not None and not near.reset and (near.start, near.revision) == (3, 6)
    assert far is not None and far.reset


def test_one_change_is_announced_several_are_not(renamed: Board, alice: User) -> None:
    one, several = since(renamed, 5), since(renamed, 4)
    assert one is not None and several is not None
    said = outer(one)
    assert (said["data-verb"], said["data-actor"]) == ("board.rename", "Alice")
    assert (said["data-actor-id"], said["data-object"]) == (str(alice.pk), f"board-{renamed.pk}")
    assert "data-verb" not in outer(several) and "data-actor" not in outer(several)


def test_somebody_who_left_for_good_is_not_announced(renamed: Board, bob: User) -> None:
    do(bob, renamed, "column.create", name="Bob's")
    bob.delete()
    frame = since(renamed, 6)
    assert frame is not None and "data-actor" not in outer(frame)


def test_several_changes_of_one_row_are_one_slot(board: Board, alice: User) -> None:
    for into in ("Doing", "Done", "To do"):
        move(alice, board, "Pack", into)
    frame = since(board, 1)
    assert frame is not None
    assert frame.html[MEMBERS].count('<li id="card-') == 1


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("card.edit", {"title": "Same"}),
        ("card.move", {"column": "Done"}),
        ("card.archive", {}),
        ("card.create", {"column": "To do", "title": "Same"}),
        ("column.rename", {"column": "To do", "name": "Same"}),
        ("board.rename", {"name": "Same"}),
    ],
)
def test_a_frame_costs_the_same_on_a_small_board_and_on_a_large_one(
    verb: str, fields: dict[str, str], alice: User
) -> None:
    sizes, counts = [], []
    queries.epoch()
    for cards in (10, 1_000):
        board = boat(alice, cards)
        ids: dict[str, object] = (
            {"card": board.cards.get(number=5)} if verb in {"card.edit", "card.move", "card.archive"} else {}
        )
        if "column" in fields:
            ids["column"] = board.columns.get(name=fields["column"])
        outcome = do(alice, board, verb, **fields | ids)
        with CaptureQueriesContext(connection) as asked:
            frame = frame_of(outcome)
        sizes.append(len(frame.html[MEMBERS]))
        counts.append(len(asked))
    # Keys, counts and numbers have a few digits more.
    assert abs(sizes[0] - sizes[1]) < 40
    assert counts[0] == counts[1] <= 8


def test_catching_up_asks_as_often_for_many_changes_as_for_few(alice: User) -> None:
    board = boat(alice, 20)
    for number in range(1, 15):
        do(alice, board, "card.move", card=board.cards.get(number=number), column=board.columns.get(name="Done"))
    queries.epoch()
    counts = []
    for revision in (13, 1):
        with CaptureQueriesContext(connection) as asked:
            since(board, revision)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
    epoch = queries.epoch()
    with CaptureQueriesContext(connection) as asked:
        assert since(board, 15, epoch=epoch) is None
    # One of them is this test's own.
    assert len(asked) <= 3


@pytest.mark.parametrize("cards", [10, 1_500])
def test_a_reset_asks_as_often_for_a_large_board(cards: int, alice: User) -> None:
    board = boat(alice, cards)
    queries.epoch()
    with CaptureQueriesContext(connection) as asked:
        frame = since(board, -1)
    assert frame is not None and frame.html[MEMBERS].count('<li id="card-') == cards
    assert len(asked) <= 8 + cards // queries.PORTION
