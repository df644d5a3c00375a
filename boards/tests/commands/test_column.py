"""Commands on columns."""

from uuid import uuid1, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Board, Column, User
from boards.models.fields import NAME_LENGTH
from boards.refusal import Reason
from boards.tests.acts import boat, card, column, do, frame_of
from boards.tests.commands.conftest import Refuse


def names(board: Board) -> list[str]:
    return list(Column.objects.filter(board=board, archived=False).order_by("order").values_list("name", flat=True))


def test_columns_come_where_they_are_wanted(board: Board, bob: User) -> None:
    do(bob, board, "column.create", name="Last")
    do(bob, board, "column.create", name="First", after="")
    do(bob, board, "column.create", name="Between", before=column(board, "Doing"))
    assert names(board) == ["First", "To do", "Between", "Doing", "Done", "Last"]
    do(bob, board, "column.move", column=column(board, "First"), after=column(board, "Done"))
    do(bob, board, "column.move", column=column(board, "Last"), after="")
    do(bob, board, "column.move", column=column(board, "To do"))
    assert names(board) == ["Last", "Between", "Doing", "Done", "First", "To do"]


@pytest.mark.parametrize("name", ["", "  ", "x" * (NAME_LENGTH + 1)])
def test_a_name_is_needed_and_has_a_limit(name: str, board: Board, bob: User, refuse: Refuse) -> None:
    for verb, fields in (("column.create", {}), ("column.rename", {"column": column(board, "Done")})):
        errors = refuse(Reason.INVALID, bob, verb, name=name, **fields).errors
        assert errors.keys() == {"name"}
        assert not name.strip() or str(NAME_LENGTH) in errors["name"][0]


def test_an_archived_column_keeps_its_place_and_its_cards(board: Board, bob: User, refuse: Refuse) -> None:
    doing = column(board, "Doing")
    do(bob, board, "column.archive", column=doing)
    assert names(board) == ["To do", "Done"]
    assert "Restore" in refuse(Reason.INVALID, bob, "column.move", column=doing).errors["column"][0]
    do(bob, board, "card.edit", card=card(board, "Paint"), title="Paint it")
    do(bob, board, "card.archive", card=card(board, "Sand"))
    do(bob, board, "column.rename", column=doing, name="Under way")
    do(bob, board, "column.restore", column=doing)
    assert names(board) == ["To do", "Under way", "Done"]
    assert (column(board, "Under way").card_count, card(board, "Paint it").column_id) == (2, doing.pk)


def test_an_id_is_the_clients_choice_unless_it_is_taken(
    board: Board, foreign: Board, bob: User, refuse: Refuse
) -> None:
    chosen = uuid4()
    do(bob, board, "column.create", column=chosen, name="Mine")
    assert column(board, "Mine").pk == chosen
    for pk in (chosen, foreign.columns.get().pk, uuid1()):
        assert refuse(Reason.INVALID, bob, "column.create", column=pk, name="Again").errors.keys() == {"column"}


def test_only_an_archived_column_can_be_deleted_and_its_cards_go_with_it(
    board: Board, bob: User, refuse: Refuse
) -> None:
    doing, sand = column(board, "Doing"), card(board, "Sand")
    assert "Archive the column" in refuse(Reason.INVALID, bob, "column.delete", column=doing).errors["column"][0]
    do(bob, board, "card.archive", card=sand)
    do(bob, board, "column.archive", column=doing)
    do(bob, board, "column.delete", column=doing)
    assert names(board) == ["To do", "Done"]
    assert not board.cards.filter(title__in=["Paint", "Sand"])
    refuse(Reason.GONE, bob, "column.restore", column=doing)
    refuse(Reason.GONE, bob, "card.edit", card=sand, title="Sand it")


def test_deleting_a_column_asks_for_its_cards_in_portions_and_not_one_by_one(alice: User) -> None:
    counts = []
    for cards in (5, 200):
        board = boat(alice, cards)
        todo = board.columns.get(name="To do")
        do(alice, board, "column.archive", column=todo)
        with CaptureQueriesContext(connection) as asked:
            frame_of(do(alice, board, "column.delete", column=todo))
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 200 // 40
