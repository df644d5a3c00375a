"""The archive: the latest first, with who and when, searched, a page at a time, in few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import archive
from boards.models import Board, User
from boards.tests.acts import boat, card, column, do, undo


def titles(board: Board, sought: str = "") -> list[str]:
    return [each.title for each in archive.of_board(board=board, sought=sought).cards]


def test_what_was_put_away_last_comes_first_with_who_did_it(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "card.archive", card=card(board, "Call"))
    do(bob, board, "card.archive", card=card(board, "Pack"))
    do(alice, board, "column.archive", column=column(board, "Doing"))
    do(bob, board, "card.edit", card=card(board, "Call"), title="Call again")
    found = archive.of_board(board=board)
    assert [(each.title, each.put_away.actor) for each in found.cards] == [("Pack", bob), ("Call again", alice)]  # type: ignore[attr-defined]
    assert [(each.name, each.card_total, each.put_away.actor) for each in found.columns] == [("Doing", 3, alice)]  # type: ignore[attr-defined]


def test_a_second_time_counts_from_then_and_what_came_back_is_not_there(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "card.archive", card=card(board, "Call"))
    do(alice, board, "card.archive", card=card(board, "Pack"))
    do(alice, board, "card.restore", card=card(board, "Call"))
    assert titles(board) == ["Pack"]
    do(bob, board, "card.archive", card=card(board, "Call"))
    assert titles(board) == ["Call", "Pack"]
    made = do(bob, board, "card.create", column=column(board, "Done"), title="By mistake")
    # What an undo takes off the board can be had back here as well.
    undo(bob, board, made)
    assert titles(board) == ["By mistake", "Call", "Pack"]


def test_every_word_is_looked_for_in_all_that_a_card_says(board: Board, alice: User) -> None:
    do(alice, board, "card.edit", card=card(board, "Call"), description="The harbour at noon")
    for title in ("Call", "Pack", "Paint"):
        do(alice, board, "card.archive", card=card(board, title))
    number = card(board, "Paint").number
    for sought, expected in {
        "call": ["Call"],
        "HARBOUR  call": ["Call"],
        "harbour pack": [],
        "to do": ["Pack", "Call"],
        f"#{number}": ["Paint"],
        f"{number}": ["Paint"],
        "#" + "9" * 30: [],
        "100%": [],
    }.items():
        assert titles(board, sought) == expected, sought


def test_nobody_elses_board_shows(board: Board, foreign: Board, alice: User) -> None:
    foreign.cards.update(archived=True)
    foreign.columns.update(archived=True)
    found = archive.of_board(board=board)
    assert not found.cards and not found.columns


def test_much_is_shown_a_page_at_a_time_and_costs_no_more_queries(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PAGE", 3)
    counts = []
    for cards in (1, 7):
        board = boat(alice, cards)
        for each in board.cards.all():
            do(alice, board, "card.archive", card=each)
        with CaptureQueriesContext(connection) as asked:
            found = archive.of_board(board=board, shown=3)
            [each.column.name for each in found.cards]
        counts.append(len(asked))
    assert counts[0] == counts[1] == 4
    assert [each.title for each in found.cards] == ["Card 0006", "Card 0005", "Card 0004"]
    assert (found.total, found.more) == (7, 6)
    assert archive.of_board(board=board, shown=9).more is None
