"""Prepared queries: what their querysets find, without working these out again."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import F, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from pytest_django import DjangoAssertNumQueries

from boards.models import Board, Card
from boards.prepared import Prepared, PreparedUpdate
from boards.tests.acts import card


def _on_board(board: UUID, card: UUID) -> QuerySet[Card]:
    cards = Card.objects.filter(board=board, pk=card, archived=False, column__board=board)
    return (
        cards.order_by().defer("description").annotate(column_name=F("column__name"), column_board=F("column__board"))
    )


def _values(row: Any) -> dict[str, object]:
    return {name: value for name, value in row.__dict__.items() if name != "_state"}


def test_a_row_is_the_one_that_the_queryset_finds(board: Board) -> None:
    pack = card(board, "Pack")
    found = Prepared(_on_board).first(board=board.pk, card=pack.pk)
    plain = _on_board(board.pk, pack.pk).get()
    assert found is not None
    # Ids, times and yes or no as Python knows them, annotations beside them, and nothing of what was left out.
    assert _values(found) == _values(plain)
    assert found.get_deferred_fields() == {"description"}
    assert found.description == pack.description
    # It is a row of the database, which can be saved.
    found.title = "Unpack"
    found.save(update_fields=["title"])
    assert card(board, "Unpack") == pack


def test_it_is_worked_out_once(
    board: Board, foreign: Board, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = Prepared(_on_board)
    cards = [card(board, title) for title in ("Pack", "Write", "Sand")]
    (secret,) = foreign.cards.all()
    assert prepared.first(board=board.pk, card=uuid4()) is None
    monkeypatch.delattr(SQLCompiler, "as_sql")
    with django_assert_num_queries(4):
        assert [prepared.first(board=board.pk, card=each.pk) for each in (*cards, secret)] == [*cards, None]


def test_an_update_concerns_the_rows_of_these_ids_only(board: Board, foreign: Board) -> None:
    before = board.revision

    def known(board: UUID, card: UUID) -> QuerySet[Board]:
        # An id may stand at several places.
        return Board.objects.filter(pk=board, pk__in=Card.objects.filter(board=board, pk=card).values("board"))

    update = PreparedUpdate(known, revision=F("revision") + 1)
    pack = card(board, "Pack")
    assert update.run(board=board.pk, card=pack.pk) == 1
    assert update.run(board=board.pk, card=pack.pk) == 1
    assert update.run(board=foreign.pk, card=pack.pk) == 0
    assert Board.objects.get(pk=board.pk).revision == before + 2
