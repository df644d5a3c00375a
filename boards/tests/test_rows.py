"""Writing single rows: the same in the database as ``save()`` has it, without working it out again."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models.sql.compiler import SQLInsertCompiler, SQLUpdateCompiler
from pytest_django import DjangoAssertNumQueries

from boards import rows
from boards.models import Board, Card, Change, Patch, User
from boards.tests.acts import card, column


def written(row: models.Model) -> dict[str, Any]:
    """Return what the database has of a row."""
    return type(row)._base_manager.filter(pk=row.pk).values().get()


def test_a_row_is_inserted_as_save_does_it_with_a_number_of_the_database_or_an_id_of_ours(
    board: Board, alice: User
) -> None:
    same: dict[str, Any] = {"board": board, "actor": alice, "command": "card.edit", "rekeyed": ["board"]}
    ours, plain = Change(revision=8, outbox=uuid4(), **same), Change(revision=9, **same)
    rows.insert(ours)
    plain.save(force_insert=True)
    assert plain.pk == ours.pk + 1
    assert written(ours).keys() == written(plain).keys()
    apart = {"id", "revision", "command_id", "outbox", "at"}
    assert {name: value for name, value in written(ours).items() if name not in apart} == {
        name: value for name, value in written(plain).items() if name not in apart
    }
    assert (ours.at, ours.outbox) == (written(ours)["at"], written(ours)["outbox"])
    new = Card(board=board, column=column(board, "Done"), number=99, title="New", order="i")
    rows.insert(new)
    assert written(new)["title"] == "New"
    # Now it can be saved as any other.
    new.title = "Newer"
    new.save()
    assert written(new)["title"] == "Newer"


def test_json_and_nothing_are_kept_apart(board: Board, alice: User) -> None:
    change = Change(board=board, actor=alice, revision=8, command="card.edit")
    rows.insert(change)
    patch = Patch(
        change=change, kind=Patch.Kind.CARD, row=uuid4(), before=None, after={"title": "„Ä“", "place": [None]}
    )
    rows.insert(patch)
    assert written(patch)["before"] is None and written(patch)["after"] == patch.after
    assert Patch.objects.filter(pk=patch.pk, before__isnull=True, after__title="„Ä“").exists()


def test_some_fields_are_written_and_no_others(board: Board) -> None:
    pack = card(board, "Pack")
    pack.title, pack.description = "Unpack", "not to be written"
    rows.update(pack, ["title"])
    assert (written(pack)["title"], written(pack)["description"]) == ("Unpack", "Ropes and *lamps*")
    assert not Card.objects.exclude(pk=pack.pk).filter(title="Unpack").exists()


def test_a_value_may_be_none_the_first_time_and_later(board: Board, alice: User) -> None:
    change = Change.objects.filter(board=board).earliest("revision")
    for outbox in (None, uuid4(), None):
        change.outbox = outbox
        rows.update(change, ["outbox"])
        assert written(change)["outbox"] == outbox


def test_what_cannot_be_written_is_an_error(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Card(pk=pack.pk, board=board, column=pack.column, number=99, title="Again", order="i"))
    Card.objects.filter(pk=pack.pk).delete()
    with pytest.raises(DatabaseError):
        rows.update(pack, ["title"])


def test_it_is_worked_out_once(
    board: Board, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(number: int) -> None:
        new = Card(board=board, column=column(board, "Done"), number=number, title="New", order=f"i{number}")
        rows.insert(new)
        rows.update(new, ["title", "order"])

    write(97)
    monkeypatch.delattr(SQLInsertCompiler, "as_sql")
    monkeypatch.delattr(SQLUpdateCompiler, "as_sql")
    with django_assert_num_queries(6):
        write(98)
        write(99)
