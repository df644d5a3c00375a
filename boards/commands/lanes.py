"""Containers as links from row to row, as far as it matters to rows that move: of long ones, little is read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from boards import ordering
from boards.models import Card, Column
from boards.prepared import Prepared

# So many are asked for one by one: to work out a query for several takes longer than a few that are known.
A_FEW = 2

# As a patch tells it: the container, and the row that stands last before the place.
type Place = list[str | None]


class End(NamedTuple):
    """What stands before the first row of a container, or after its last one."""

    container: str
    is_last: bool


@dataclass(frozen=True)
class Run:
    """Rows that arrived side by side behind ``low`` (None: as the first ones), and the keys that bound their gap."""

    container: str
    low: UUID | None
    rows: Sequence[UUID]
    bounds: tuple[str | None, str | None]

    def keys(self) -> list[str]:
        """Return fresh keys for the rows."""
        return ordering.between_many(*self.bounds, len(self.rows))


class Lanes:
    """Who stands beside whom: read from the database around some rows, then changed as rows are brought elsewhere."""

    def __init__(self) -> None:
        self._next: dict[UUID | End, UUID | End] = {}
        self._previous: dict[UUID | End, UUID | End] = {}
        # As the database has it still: between a row and the one behind it there is room for fresh keys.
        self._stored: dict[UUID | End, UUID | End] = {}
        self._keys: dict[UUID | End, str] = {}
        self._container: dict[UUID, str] = {}
        self._stand_ins: dict[tuple[str, UUID | str], UUID | End] = {}

    def read(self, model: type[Card | Column], board_id: UUID, ids: Collection[UUID]) -> None:
        """Read rows of a board with their neighbours on both sides, archived ones too. Other ids are left out."""
        for row in _read(model, board_id, ids):
            container = "board" if isinstance(row, Column) else str(row.column_id)
            self._container[row.pk] = container
            self._keys[row.pk] = row.order
            self._store(row.previous or End(container, is_last=False), row.pk, row.previous_key)
            self._store(row.pk, row.following or End(container, is_last=True), following_key=row.following_key)

    def read_end(self, name: str, rows: QuerySet[Any], *, is_last: bool) -> None:
        """Read which row stands first or last in a container, if that is not known yet."""
        end = End(name, is_last)
        if end in (self._previous if is_last else self._next):
            return
        row, key = rows.order_by("-order" if is_last else "order").values_list("pk", "order").first() or (None, "")
        if is_last:
            self._store(row or End(name, is_last=False), end, key)
        else:
            self._store(end, row or End(name, is_last=True), following_key=key)

    def holds(self, pk: UUID | str | None, container: str) -> bool:
        """Tell whether a row is known to stand in a container now."""
        return isinstance(pk, UUID) and self._container.get(pk) == container

    def bring(
        self, pk: UUID, container: str, after: UUID | str | None, before: UUID | None
    ) -> tuple[Place | None, Place]:
        """Bring a row, which may be new, to a place; return the one that it had, and the one that it has."""
        was: Place | None = None
        if pk in self._container:
            was = [self._container.pop(pk), _id(self._previous[pk])]
            self._link(self._previous[pk], self._next[pk])
        low = self._low(container, after, before)
        high = self._next[low]
        self._link(low, pk)
        self._link(pk, high)
        self._container[pk] = container
        return was, [container, _id(low)]

    def runs(self, moved: Collection[UUID]) -> Iterator[Run]:
        """Yield the rows that were brought somewhere, those together that ended side by side."""
        among = set(moved)
        for pk in moved:
            low = self._previous[pk]
            if low in among:
                continue
            rows, following = [pk], self._next[pk]
            while isinstance(following, UUID) and following in among:
                rows.append(following)
                following = self._next[following]
            bounds = self._keys.get(low), self._keys.get(self._stored[low])
            yield Run(self._container[pk], None if isinstance(low, End) else low, rows, bounds)

    def _low(self, container: str, after: UUID | str | None, before: UUID | None) -> UUID | End:
        """Return what the place is behind: the neighbour, if it is here; else the last row."""
        if after == "":
            return End(container, is_last=False)
        if isinstance(after, UUID) and self.holds(after, container):
            return after
        if before and self.holds(before, container):
            return self._previous[before]
        last = self._previous[End(container, is_last=True)]
        if after is None:
            return last
        # Those who would all stand behind the same neighbour, which has left, keep their order among themselves.
        low = self._stand_ins.setdefault((container, after), last)
        return last if isinstance(low, UUID) and self._container.get(low, container) != container else low

    def _store(self, low: UUID | End, high: UUID | End, low_key: str = "", following_key: str = "") -> None:
        """Take what the database says: that ``high`` follows on ``low``."""
        for node, key in ((low, low_key), (high, following_key)):
            if isinstance(node, UUID) and key:
                self._keys[node] = key
        self._stored[low] = high
        self._link(low, high)

    def _link(self, low: UUID | End, high: UUID | End) -> None:
        self._next[low] = high
        self._previous[high] = low


def _id(node: UUID | End) -> str | None:
    return str(node) if isinstance(node, UUID) else None


def _read(model: type[Card | Column], board_id: UUID, ids: Collection[UUID]) -> Iterable[Any]:
    if len(ids) > A_FEW:
        return _with_neighbours(model, board_id).filter(pk__in=ids)
    found = (_ROW[model].first(board=board_id, row=pk) for pk in ids)
    return filter(None, found)


def _with_neighbours(model: type[Card | Column], board_id: UUID) -> QuerySet[Any]:
    scope = "column" if model is Card else "board"

    def beside(side: str, field: str) -> Subquery:
        others = model._default_manager.filter(**{scope: OuterRef(scope), f"order__{side}": OuterRef("order")})
        return Subquery(others.order_by("-order" if side == "lt" else "order").values(field)[:1])

    return (
        model._default_manager.filter(board=board_id)
        .order_by()
        .only(scope, "order")
        .annotate(
            previous=beside("lt", "pk"),
            previous_key=beside("lt", "order"),
            following=beside("gt", "pk"),
            following_key=beside("gt", "order"),
        )
    )


def _card(board: UUID, row: UUID) -> QuerySet[Any]:
    return _with_neighbours(Card, board).filter(pk=row)


def _column(board: UUID, row: UUID) -> QuerySet[Any]:
    return _with_neighbours(Column, board).filter(pk=row)


_ROW: dict[type[Card | Column], Prepared[Any]] = {Card: Prepared(_card), Column: Prepared(_column)}
