"""Finding a row's place in its container: an order key beside the neighbour that was named, if it is still there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from boards import ordering
from boards.models import Board, Card, Column

# As a patch tells it: the container, and the row that stands last before the place.
type Place = list[str | None]
# A row and its key.
type _Side = tuple[UUID, str]


@dataclass(frozen=True)
class Container:
    """Rows in an order of their own: a board's columns or a column's cards, archived ones included.

    ``name`` is what a Change calls it when its keys were made anew.
    """

    name: str
    rows: QuerySet[Any]

    def holds(self, row: Column | Card) -> bool:
        """Tell whether a row of the board stands in here."""
        return not isinstance(row, Card) or str(row.column_id) == self.name

    def place(self, key: str) -> Place:
        """Return what ``key`` means now."""
        return self.behind(self.rows.filter(order__lt=key).order_by("-order").values_list("pk", flat=True).first())

    def behind(self, predecessor: UUID | None) -> Place:
        """Return the place behind a row (None: the first one)."""
        return [self.name, str(predecessor) if predecessor else None]


@dataclass(frozen=True)
class Spot:
    """Where a row goes: an order key for it, what that means, and whether all keys of the container were made anew."""

    key: str
    place: Place
    rekeyed: bool = False


@dataclass(frozen=True)
class Wish:
    """Where a client wants a row: after a neighbour ("" is first), else before one, else last. None: not said."""

    after: UUID | str | None = None
    before: UUID | None = None


def columns_of(board: Board) -> Container:
    """Return the container of a board's columns."""
    return Container("board", Column.objects.filter(board=board))


def cards_of(column_id: UUID) -> Container:
    """Return the container of a column's cards."""
    return Container(str(column_id), Card.objects.filter(column=column_id))


def find(container: Container, wish: Wish, moving: Column | Card | None = None) -> Spot:
    """Return the wished place for the row ``moving`` (None: a new one), with a fresh key.

    A row that stands there already keeps its key: nothing is recorded of it, so no page would hear of another one.
    """
    low, high = _gap(container, wish, moving)
    if moving and container.holds(moving) and _key(low, "") < moving.order < _key(high, "~"):
        return _spot(container, moving.order, low)
    key = _between(low, high)
    if len(key) <= ordering.MAX_LENGTH:
        return _spot(container, key, low)
    _rekey(container, moving)
    low, high = _gap(container, wish, moving)
    return _spot(container, _between(low, high), low, rekeyed=True)


def _between(low: _Side | None, high: _Side | None) -> str:
    return ordering.between(low and low[1], high and high[1])


def _key(side: _Side | None, beyond: str) -> str:
    return side[1] if side else beyond


def _spot(container: Container, key: str, low: _Side | None, *, rekeyed: bool = False) -> Spot:
    return Spot(key, container.behind(low[0] if low else None), rekeyed)


def _gap(container: Container, wish: Wish, moving: Column | Card | None) -> tuple[_Side | None, _Side | None]:
    """Return the rows on either side of the place."""
    others = container.rows.exclude(pk=moving.pk) if moving else container.rows
    sides = others.values_list("pk", "order")
    if wish.after == "":
        return None, sides.order_by("order").first()
    if wish.after and (low := sides.filter(pk=wish.after).first()):
        return low, sides.filter(order__gt=low[1]).order_by("order").first()
    if wish.before and (high := sides.filter(pk=wish.before).first()):
        return sides.filter(order__lt=high[1]).order_by("-order").first(), high
    return sides.order_by("-order").first(), None


def _rekey(container: Container, moving: Column | Card | None) -> None:
    model = container.rows.model
    rows = list(container.rows.order_by("order").only("pk", "order"))
    # Keys are unique at every moment: first get them all out of the way ("~" sorts and stands apart).
    for row in rows:
        row.order = f"~{row.pk.hex}"
    model.objects.bulk_update(rows, ["order"])
    # The row that moves keeps its temporary key: its command gives it the new one.
    staying = [row for row in rows if moving is None or row.pk != moving.pk]
    for row, key in zip(staying, ordering.spread(len(staying)), strict=True):
        row.order = key
    model.objects.bulk_update(staying, ["order"])
