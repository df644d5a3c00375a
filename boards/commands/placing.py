"""Finding a row's place in its container: an order key beside the neighbour that was named, if it is still there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from boards import ordering
from boards.models import Board, Card, Column


@dataclass(frozen=True)
class Container:
    """Rows in an order of their own: a board's columns or a column's cards, archived ones included.

    ``name`` is what a Change calls it when its keys were made anew.
    """

    name: str
    rows: QuerySet[Any]

    def place(self, key: str) -> list[str | None]:
        """Return what ``key`` means now, as a patch tells it: the container, and the row that stands last before it."""
        predecessor = self.rows.filter(order__lt=key).order_by("-order").values_list("pk", flat=True).first()
        return [self.name, str(predecessor) if predecessor else None]


@dataclass(frozen=True)
class Wish:
    """Where a client wants a row: after a neighbour ("" is first), else before one, else last. None: not said."""

    after: UUID | str | None = None
    before: UUID | None = None


def columns_of(board: Board) -> Container:
    """Return the container of a board's columns."""
    return Container("board", Column.objects.filter(board=board))


def cards_of(column: Column) -> Container:
    """Return the container of a column's cards."""
    return Container(str(column.pk), Card.objects.filter(column=column))


def find(container: Container, wish: Wish, moving: UUID | None = None) -> tuple[str, bool]:
    """Return a fresh key at the wished place for the row ``moving`` (None: a new one), and if all were re-keyed.

    A row that stands there already keeps its key: nothing is recorded of it, so no page would hear of another one.
    """
    low, high = _gap(container, wish, moving)
    present = container.rows.filter(pk=moving).values_list("order", flat=True).first() if moving else None
    if present and (low or "") < present and (high is None or present < high):
        return present, False
    key = ordering.between(low, high)
    if len(key) <= ordering.MAX_LENGTH:
        return key, False
    _rekey(container, moving)
    return ordering.between(*_gap(container, wish, moving)), True


def _gap(container: Container, wish: Wish, moving: UUID | None) -> tuple[str | None, str | None]:
    """Return the keys on either side of the place."""
    others = container.rows.exclude(pk=moving) if moving else container.rows
    keys = others.values_list("order", flat=True)
    if wish.after == "":
        return None, keys.order_by("order").first()
    if wish.after and (low := keys.filter(pk=wish.after).first()):
        return low, keys.filter(order__gt=low).order_by("order").first()
    if wish.before and (high := keys.filter(pk=wish.before).first()):
        return keys.filter(order__lt=high).order_by("-order").first(), high
    return keys.order_by("-order").first(), None


def _rekey(container: Container, moving: UUID | None) -> None:
    model = container.rows.model
    rows = list(container.rows.order_by("order").only("pk", "order"))
    # Keys are unique at every moment: first get them all out of the way ("~" sorts and stands apart).
    for row in rows:
        row.order = f"~{row.pk.hex}"
    model.objects.bulk_update(rows, ["order"])
    # The row that moves keeps its temporary key: its command gives it the new one.
    staying = [row for row in rows if row.pk != moving]
    for row, key in zip(staying, ordering.spread(len(staying)), strict=True):
        row.order = key
    model.objects.bulk_update(staying, ["order"])
