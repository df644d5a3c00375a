"""Reads: few, and as many for a large board as for a small one."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from boards import queries
from boards.commands.board import Plan, create_board
from boards.models import Board, Lineage, User
from boards.queries import Stamp
from boards.tests.acts import card, column, do, move


def test_the_epoch_is_founded_once_and_kept(db: None) -> None:
    Lineage.objects.all().delete()
    assert queries.epoch() == queries.epoch()
    assert Lineage.objects.count() == 1


def test_a_stamp_tells_epoch_and_revision_and_zero_for_no_board(board: Board, alice: User) -> None:
    do(alice, board, "board.rename", name="Ship")
    assert queries.stamp(board_id=board.pk) == Stamp(queries.epoch(), 2)
    assert queries.stamp(board_id=uuid4()) == Stamp(queries.epoch(), 0)


def test_the_pulse_of_any_number_of_boards_is_one_query(
    alice: User, board: Board, foreign: Board, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.epoch()
    boards = [create_board(owner=alice, name=f"Board {index}") for index in range(20)]
    for few in (boards, boards[:1]):
        with django_assert_num_queries(1):
            found = queries.pulse(board_ids=[one.pk for one in few] + [uuid4()])
        assert found == {one.pk: Stamp(queries.epoch(), 1) for one in few}


def test_boards_are_ones_own(board: Board, foreign: Board, alice: User, bob: User, charlie: User) -> None:
    assert list(queries.boards_of(user=alice)) == list(queries.boards_of(user=bob)) == [board]
    assert list(queries.boards_of(user=charlie)) == [foreign]


def test_the_page_shows_what_is_not_archived_in_order_in_two_queries(
    board: Board, foreign: Board, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    move(alice, board, "Write", "To do", after="")
    do(alice, board, "card.archive", card=card(board, "Call"))
    do(alice, board, "column.archive", column=column(board, "Doing"))
    with django_assert_num_queries(2):
        shown = {
            each.name: [one.title for one in each.visible_cards]  # type: ignore[attr-defined]
            for each in queries.columns_with_cards(board=board)
        }
    assert shown == {"To do": ["Write", "Pack"], "Done": []}


def test_changes_are_those_after_one_revision_up_to_another(board: Board, foreign: Board, alice: User) -> None:
    for name in "ABCD":
        do(alice, board, "board.rename", name=name)
    found = queries.changes_between(board_id=board.pk, after=2, upto=4)
    assert [change.revision for change in found] == [3, 4]


@pytest.mark.parametrize("many", [5, 2_500])
def test_tiles_are_asked_for_in_portions_and_come_in_order_from_this_board_only(
    many: int, alice: User, foreign: Board
) -> None:
    board = create_board(owner=alice, name="Large", columns=(Plan("All", [(str(index), "") for index in range(many)]),))
    ids = {*board.cards.values_list("pk", flat=True), foreign.cards.get().pk}
    with CaptureQueriesContext(connection) as asked:
        found = queries.cards_for_tiles(board=board, ids=ids)
    assert [one.title for one in found] == [str(index) for index in range(many)]
    assert len(asked) == 1 + many // queries.PORTION
