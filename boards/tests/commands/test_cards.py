"""Several cards at once: one change, in the order in which they are named, whatever became of some meanwhile."""

from uuid import uuid4

import pytest

from boards import ordering
from boards.commands import cards
from boards.commands.perform import Outcome
from boards.live.frame import MEMBERS
from boards.models import Board, Card, Change, Column, User
from boards.refusal import Reason
from boards.tests.acts import card, column, do, frame_of, markup, move, undo
from boards.tests.commands.conftest import Refuse
from boards.tests.page import Page


def these(board: Board, *titles: str) -> str:
    return " ".join(str(card(board, title).pk) for title in titles)


def bring(actor: User, board: Board, titles: list[str], into: str, **neighbour: object) -> Outcome:
    return do(actor, board, "cards.move", cards=these(board, *titles), column=column(board, into), **neighbour)


def titles(board: Board, name: str) -> list[str]:
    found = Card.objects.filter(column=column(board, name), archived=False).order_by("order")
    keys = [each.order for each in found]
    assert keys == sorted(set(keys)) and not any(key.startswith("~") for key in keys)
    return [each.title for each in found]


PLACES = [
    (["Pack", "Write"], "Doing", {"after": ""}, ["Pack", "Write", "Paint", "Sand", "Test"]),
    (["Write", "Pack"], "Doing", {"after": "Paint"}, ["Paint", "Write", "Pack", "Sand", "Test"]),
    (["Pack", "Call", "Write"], "Doing", {"before": "Test"}, ["Paint", "Sand", "Pack", "Call", "Write", "Test"]),
    (["Pack", "Sand"], "Done", {}, ["Pack", "Sand"]),
    # Within their column, side by side and apart, forth and back.
    (["Pack", "Call"], "To do", {}, ["Write", "Pack", "Call"]),
    (["Pack", "Write"], "To do", {"after": "Call"}, ["Call", "Pack", "Write"]),
    (["Call", "Write"], "To do", {"after": ""}, ["Call", "Write", "Pack"]),
    (["Write", "Call", "Pack"], "To do", {"after": ""}, ["Write", "Call", "Pack"]),
    # From both.
    (["Sand", "Pack", "Paint"], "Doing", {"before": "Test"}, ["Sand", "Pack", "Paint", "Test"]),
    # Beside one of themselves: where that stands.
    (["Pack", "Sand"], "Doing", {"after": "Sand"}, ["Paint", "Pack", "Sand", "Test"]),
]


@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize(("chosen", "into", "neighbour", "expected"), PLACES)
def test_they_stand_as_they_are_named_for_everybody_and_go_back(
    crowded: bool,
    chosen: list[str],
    into: str,
    neighbour: dict[str, str],
    expected: list[str],
    board: Board,
    bob: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if crowded:
        # Every key is too long, so that every arrival makes its container anew.
        monkeypatch.setattr(ordering, "MAX_LENGTH", 0)
    page = Page(markup(board))
    before = [titles(board, name) for name in ("To do", "Doing", "Done")]
    rows = {name: card(board, title) if title else "" for name, title in neighbour.items()}
    done = bring(bob, board, chosen, into, **rows)
    assert titles(board, into) == expected
    after = [titles(board, name) for name in ("To do", "Doing", "Done")]
    assert done.change is not None and bool(done.change.rekeyed) == crowded
    page.apply(frame_of(done).html[MEMBERS])
    back = undo(bob, board, done)
    assert [titles(board, name) for name in ("To do", "Doing", "Done")] == before
    page.apply(frame_of(back).html[MEMBERS])
    page.apply(frame_of(undo(bob, board, back)).html[MEMBERS])
    assert [titles(board, name) for name in ("To do", "Doing", "Done")] == after
    assert page.canonical() == Page(markup(board)).canonical()


def test_it_is_one_change_with_a_patch_for_each_card(board: Board, bob: User) -> None:
    done = bring(bob, board, ["Pack", "Write"], "Doing", after=card(board, "Paint"))
    assert [patch.row for patch in done.patches] == [card(board, "Pack").pk, card(board, "Write").pk]
    assert [each.card_count for each in Column.objects.filter(board=board)] == [1, 5, 0]
    away = do(bob, board, "cards.archive", cards=these(board, "Pack", "Write", "Test"))
    assert [patch.after for patch in away.patches] == [{"archived": True}] * 3
    assert [each.card_count for each in Column.objects.filter(board=board)] == [1, 2, 0]
    undo(bob, board, away)
    assert titles(board, "Doing") == ["Paint", "Pack", "Write", "Sand", "Test"]
    assert Change.objects.filter(board=board).count() == 4


def test_cards_that_stand_there_already_change_nothing(board: Board, bob: User) -> None:
    before = list(board.cards.order_by("pk").values_list("order", flat=True))
    assert bring(bob, board, ["Pack", "Call"], "To do", after="").patches == ()
    assert list(board.cards.order_by("pk").values_list("order", flat=True)) == before


def test_those_that_are_there_still_move_whatever_became_of_the_others(
    board: Board, foreign: Board, alice: User, bob: User
) -> None:
    named = these(board, "Pack", "Call", "Write", "Sand") + f" {uuid4()} {foreign.cards.get().pk}"
    do(bob, board, "card.archive", card=card(board, "Call"))
    move(bob, board, "Write", "Doing")
    do(bob, board, "card.delete", card=card(board, "Sand"))
    do(alice, board, "cards.move", cards=named, column=column(board, "Done"))
    assert titles(board, "Done") == ["Pack", "Write"]
    assert card(board, "Call").column.name == "To do"
    # In the archive nothing but those that were not there changes.
    assert len(do(alice, board, "cards.archive", cards=named).patches) == 2


def test_where_nothing_is_left_to_do_the_reason_is_said(board: Board, bob: User, refuse: Refuse) -> None:
    done = column(board, "Done")
    do(bob, board, "cards.archive", cards=(named := these(board, "Pack", "Call")))
    assert "archived" in str(refuse(Reason.INVALID, bob, "cards.move", cards=named, column=done).errors["cards"])
    refuse(Reason.GONE, bob, "cards.move", cards=f"{uuid4()} {uuid4()}", column=done)
    for nothing in ("", "  "):
        assert "cards" in refuse(Reason.INVALID, bob, "cards.archive", cards=nothing).errors
    assert "cards" in refuse(Reason.INVALID, bob, "cards.archive", cards=f"{named} nonsense").errors
    do(bob, board, "column.archive", column=done)
    assert "column" in refuse(Reason.INVALID, bob, "cards.move", cards=these(board, "Write"), column=done).errors


def test_so_many_at_once_and_no_more(board: Board, bob: User, refuse: Refuse) -> None:
    many = " ".join(str(uuid4()) for _ in range(cards.MOST + 1))
    (message,) = refuse(Reason.INVALID, bob, "cards.archive", cards=many).errors["cards"]
    assert str(cards.MOST) in message and str(cards.MOST + 1) in message


def test_what_somebody_else_did_to_one_of_them_since_keeps_all_from_being_taken_back(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    done = bring(alice, board, ["Pack", "Call"], "Done")
    assert done.change is not None
    do(bob, board, "card.edit", card=card(board, "Call"), title="Ring")
    undo(alice, board, undo(alice, board, done))
    assert titles(board, "Done") == ["Pack", "Ring"]
    move(bob, board, "Ring", "Doing")
    refused = refuse(Reason.CONFLICT, alice, "change.undo", change=done.change.command_id)
    assert "Bob" in str(refused.errors)
    assert titles(board, "Done") == ["Pack"]


def test_they_come_back_side_by_side_where_their_neighbour_has_left(board: Board, alice: User, bob: User) -> None:
    done = bring(alice, board, ["Call", "Write"], "Done")
    move(bob, board, "Pack", "Doing")
    do(bob, board, "card.create", column=column(board, "To do"), title="New")
    undo(alice, board, done)
    assert titles(board, "To do") == ["New", "Call", "Write"]


def test_a_card_that_was_deleted_is_not_taken_back(board: Board, alice: User, bob: User, refuse: Refuse) -> None:
    done = do(alice, board, "cards.archive", cards=these(board, "Pack", "Call"))
    assert done.change is not None
    do(bob, board, "card.delete", card=card(board, "Call"))
    refuse(Reason.GONE, alice, "change.undo", change=done.change.command_id)
    assert titles(board, "To do") == ["Write"]
