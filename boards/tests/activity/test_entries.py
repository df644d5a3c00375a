"""What belongs together is told together, and what was taken back says so."""

from datetime import timedelta

from boards import activity
from boards.activity import entries
from boards.models import Board, User
from boards.tests.activity.reading import happened_before
from boards.tests.acts import card, do, move, undo


def lengths(board: Board) -> list[int]:
    """Return how many changes each entry tells, newest first, without the board's first."""
    return [len(entry.lines) for entry in activity.of_board(board=board).entries][:-1]


def undone(board: Board) -> list[str | None]:
    """Return by whom each change was taken back, newest first, without the board's first."""
    told = [line for entry in activity.of_board(board=board).entries for line in entry.lines][:-1]
    return [str(line.undone.by) if line.undone else None for line in told]


def test_only_the_same_by_the_same_person_to_the_same_thing_is_one_entry(board: Board, alice: User, bob: User) -> None:
    pack, call = card(board, "Pack"), card(board, "Call")
    for text in ("one", "two"):
        do(alice, board, "card.edit", card=pack, description=text)
    do(bob, board, "card.edit", card=pack, description="three")
    do(alice, board, "card.edit", card=pack, description="four")
    do(alice, board, "card.edit", card=call, description="Ring")
    do(alice, board, "card.edit", card=call, title="Ring")
    do(alice, board, "card.edit", card=call, title="Ring him")
    assert lengths(board) == [2, 1, 1, 1, 2]
    newest = activity.of_board(board=board).entries[0]
    assert (newest.first, newest.last) == (7, 8)


def test_a_pause_begins_another_entry(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    first = do(alice, board, "card.edit", card=pack, description="one")
    second = do(alice, board, "card.edit", card=pack, description="two")
    do(alice, board, "card.edit", card=pack, description="three")
    happened_before(second, entries.PAUSE - timedelta(seconds=30))
    assert lengths(board) == [3]
    happened_before(first, timedelta(seconds=30) + entries.PAUSE)
    assert lengths(board) == [2, 1]


def test_the_changes_of_somebody_who_is_gone_stand_alone(board: Board, alice: User, bob: User) -> None:
    for text in ("one", "two"):
        do(bob, board, "card.edit", card=card(board, "Pack"), description=text)
    bob.delete()
    assert lengths(board) == [1, 1]
    assert activity.of_board(board=board).entries[0].actor is None


def test_what_was_taken_back_says_so_and_cannot_be_taken_back_again(board: Board, alice: User) -> None:
    edited = do(alice, board, "card.edit", card=card(board, "Pack"), title="Bags")
    taken_back = undo(alice, board, edited)
    assert undone(board) == [None, "Alice"]
    line = activity.of_board(board=board).entries[1].lines[0]
    assert not line.can_be_undone
    again = undo(alice, board, taken_back)
    assert undone(board) == [None, "Alice", None]
    undo(alice, board, again)
    assert undone(board) == [None, "Alice", None, "Alice"]


def test_what_access_did_cannot_be_undone(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "member.change", member=bob.pk, role="viewer")
    move(alice, board, "Pack", "Done")
    moved, changed = (entry.lines[0] for entry in activity.of_board(board=board).entries[:2])
    assert moved.can_be_undone and not changed.can_be_undone
