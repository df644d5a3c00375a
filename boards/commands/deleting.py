"""Deleting for good: the rows go, and their words go from the journal. Ids stay, so that every page removes them."""

import itertools
from collections.abc import Collection
from uuid import UUID

from boards.commands import placing
from boards.commands.base import Command, Values
from boards.models import Board, Card, Column, Patch
from boards.queries import PORTION

# What somebody typed, in the patches of any row.
WORDS = {"name", "title", "description"}


def delete_card(command: Command, card: Card) -> None:
    """Delete a card."""
    place = placing.cards_of(card.column_id).place(card.order)
    command.record(card, {"number": card.number, "place": place}, None)
    _redact(command.board, [card.pk])
    card.delete()


def delete_column(command: Command, column: Column) -> None:
    """Delete a column and its cards, archived ones too. How many they are does not matter to the number of queries."""
    place = placing.columns_of(command.board).place(column.order)
    cards = list(column.cards.only("number").order_by("order"))
    for card in cards:
        # Those that stood before it have gone already.
        command.record(card, {"number": card.number, "place": [str(column.pk), None]}, None)
    command.record(column, {"place": place}, None)
    _redact(command.board, [column.pk, *(card.pk for card in cards)])
    column.delete()


def _redact(board: Board, rows: Collection[UUID]) -> None:
    for portion in itertools.batched(rows, PORTION):
        # Of this board's journal alone: whatever an id may be elsewhere, nobody here has a right to it.
        patches = list(Patch.objects.filter(row__in=portion, change__board=board))
        for patch in patches:
            patch.before, patch.after = _without_words(patch.before), _without_words(patch.after)
        Patch.objects.bulk_update(patches, ["before", "after"], batch_size=PORTION)


def _without_words(values: Values | None) -> Values | None:
    return values and {name: None if name in WORDS else value for name, value in values.items()}
