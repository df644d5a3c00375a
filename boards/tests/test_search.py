"""Searching: what matches, in which order, on one's own boards only, in few queries whatever is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards import search
from boards.commands.board import Plan, create_board
from boards.models import Board, User, Visit
from boards.tests.acts import card, column, do


def titles(user: User, sought: str) -> list[str]:
    return [each.title for each in search.of_person(user=user, sought=sought).cards]


def test_every_word_has_to_match_a_title_a_text_or_a_number(board: Board, vera: User) -> None:
    assert titles(vera, "PACK") == ["Pack"]
    assert titles(vera, "lamps pack") == ["Pack"]
    assert titles(vera, "lamps paint") == []
    assert titles(vera, "#4") == ["Paint"]
    assert titles(vera, "9" * 30) == []


def test_whose_title_matches_comes_before_whose_text_does(board: Board, bob: User) -> None:
    do(bob, board, "card.edit", card=card(board, "Call"), title="Ropes")
    assert titles(bob, "ropes") == ["Ropes", "Pack"]


def test_what_is_put_away_is_in_the_archive_and_not_here(board: Board, alice: User) -> None:
    do(alice, board, "card.archive", card=card(board, "Pack"))
    do(alice, board, "column.archive", column=column(board, "Doing"))
    assert titles(alice, "pack") == titles(alice, "paint") == []
    assert titles(alice, "call") == ["Call"]
    do(alice, board, "board.archive")
    assert titles(alice, "call") == []
    assert search.of_person(user=alice, sought="boat").boards == [board]


def test_an_outsider_finds_nothing_and_nobody(board: Board, charlie: User, alice: User) -> None:
    for sought in ("", "pack", "boat", "#1"):
        found = search.of_person(user=charlie, sought=sought, board_id=board.pk)
        assert (found.boards, found.cards, found.people) == ([], [], [])
    do(alice, board, "member.add", email=charlie.email, role="viewer")
    assert titles(charlie, "pack") == ["Pack"]
    do(alice, board, "member.remove", member=charlie.pk)
    found = search.of_person(user=charlie, sought="pack", board_id=board.pk)
    assert (found.boards, found.cards, found.people) == ([], [], [])


def test_the_people_are_those_of_the_board_that_is_asked_for(board: Board, foreign: Board, bob: User) -> None:
    def people(at: Board) -> list[str]:
        return [each.name for each in search.of_person(user=bob, sought="pack", board_id=at.pk).people]

    assert people(board) == ["Alice", "Bob", "Vera"]
    assert people(foreign) == []


def test_boards_come_in_the_order_in_which_they_were_opened_and_archived_ones_last(board: Board, alice: User) -> None:
    first, second, third = (create_board(owner=alice, name=f"Boat {n}") for n in range(3))
    do(alice, second, "board.archive")
    for ago, each in enumerate((second, first, third)):
        Visit.objects.create(board=each, user=alice, opened_at=timezone.now() - timedelta(hours=ago))
    assert search.of_person(user=alice, sought="boat").boards == [first, third, board, second]


@pytest.mark.parametrize("sought", ["", "sail", "a b c d e f g h i j k"])
def test_it_takes_three_queries_at_most_and_finds_no_more_than_anybody_reads(
    sought: str, board: Board, alice: User
) -> None:
    for number in range(3):
        cards = [(f"Sail {index}", "") for index in range(40)]
        create_board(owner=alice, name=f"Large {number}", columns=[Plan("Sails", cards)])
    with CaptureQueriesContext(connection) as asked:
        found = search.of_person(user=alice, sought=sought, board_id=board.pk)
    assert len(asked) <= 3
    assert len(found.cards) == (search.MOST_CARDS if sought == "sail" else 0)
    assert found.is_cut == (sought == "sail")


@pytest.mark.parametrize("sought", ["100%", "_", "\\", "'; --", "(", "💡", "#", "#x"])
def test_signs_mean_themselves(sought: str, board: Board, bob: User) -> None:
    assert titles(bob, sought) == []
    do(bob, board, "card.edit", card=card(board, "Call"), title=f"The {sought} sign")
    assert titles(bob, sought) == [f"The {sought} sign"]
