"""Where rows go in their containers: beside the neighbour that was named, if it is still there, with fresh keys."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from boards import ordering
from boards.commands.lanes import Lanes, Place, Run
from boards.models import Board, Card, Column


@dataclass(frozen=True)
class Container:
    """Rows in an order of their own: a board's columns or a column's cards, archived ones included.

    ``name`` is what a Change calls it when its keys were made anew.
    """

    name: str
    rows: QuerySet[Any]

    def place(self, key: str) -> Place:
        """Return what ``key`` means now."""
        before = self.rows.filter(order__lt=key).order_by("-order").values_list("pk", flat=True).first()
        return [self.name, str(before) if before else None]


@dataclass(frozen=True)
class Wish:
    """Where a client wants a row: after a neighbour ("" is first), else before one, else last. None: not said."""

    after: UUID | str | None = None
    before: UUID | None = None


@dataclass(frozen=True)
class Step:
    """A row on its way to a place in a container; one that the container has never seen is new."""

    row: Column | Card
    container: Container
    wish: Wish


@dataclass(frozen=True)
class Arrival:
    """What a step came to: the row's place before, None for a new one, and after."""

    row: Column | Card
    before: Place | None
    after: Place


def columns_of(board: Board) -> Container:
    """Return the container of a board's columns."""
    return Container("board", Column.objects.filter(board=board))


def cards_of(column_id: UUID) -> Container:
    """Return the container of a column's cards."""
    return Container(str(column_id), Card.objects.filter(column=column_id))


def arrange(steps: Sequence[Step]) -> tuple[list[Arrival], list[str]]:
    """Take steps, one after the other, and give their rows fresh keys, which are still to be written.

    Returns what they came to, and the names of containers whose keys were made anew. Rows that all stand there already
    keep their keys: nothing is recorded of them, so no page would hear of others. How many queries it takes depends on
    the containers, not on the rows.
    """
    lanes = _lanes(steps)
    arrivals = []
    for step in steps:
        before, after = lanes.bring(step.row.pk, step.container.name, step.wish.after, step.wish.before)
        arrivals.append(Arrival(step.row, before, after))
    if all(arrival.before == arrival.after for arrival in arrivals):
        return arrivals, []
    runs = list(lanes.runs([step.row.pk for step in steps]))
    keys = {pk: key for run in runs for pk, key in zip(run.rows, run.keys(), strict=True)}
    crowded = {run.container for run in runs if any(len(keys[pk]) > ordering.MAX_LENGTH for pk in run.rows)}
    containers = {step.container.name: step.container for step in steps}
    for name in crowded:
        keys |= _rekey(containers[name], [run for run in runs if run.container == name], keys.keys())
    for step in steps:
        step.row.order = keys[step.row.pk]
    return arrivals, sorted(crowded)


def _lanes(steps: Sequence[Step]) -> Lanes:
    """Read what stands around the rows that move and the neighbours that they name, and the ends that they go to."""
    # The database knows nothing of new ones.
    moving = {step.row.pk for step in steps if not step.row._state.adding}  # noqa: SLF001
    named = {pk for step in steps for pk in (step.wish.after, step.wish.before) if isinstance(pk, UUID)}
    lanes = Lanes()
    lanes.read(type(steps[0].row), steps[0].row.board_id, moving | named)
    arrived: set[tuple[str, object]] = set()
    for step in steps:
        name, wish = step.container.name, step.wish
        known = [pk for pk in (wish.after, wish.before) if lanes.holds(pk, name) and pk not in moving]
        if wish.after == "":
            lanes.read_end(name, step.container.rows, is_last=False)
        elif not known and (name, wish.after) not in arrived:
            lanes.read_end(name, step.container.rows, is_last=True)
        arrived.add((name, step.row.pk))
    return lanes


def _rekey(container: Container, runs: Sequence[Run], moving: Collection[UUID]) -> Mapping[UUID, str]:
    """Make all keys of a container anew; return those for rows that arrive, which are still to be written."""
    rows = list(container.rows.order_by("order").only("pk", "order"))
    # Keys are unique at every moment: first get them all out of the way ("~" sorts and stands apart).
    for row in rows:
        row.order = f"~{row.pk.hex}"
    container.rows.model.objects.bulk_update(rows, ["order"])
    staying = [row for row in rows if row.pk not in moving]
    arriving = {run.low: run.rows for run in runs}
    order = list(arriving.get(None, []))
    for row in staying:
        order += [row.pk, *arriving.get(row.pk, [])]
    keys = dict(zip(order, ordering.spread(len(order)), strict=True))
    for row in staying:
        row.order = keys[row.pk]
    container.rows.model.objects.bulk_update(staying, ["order"])
    return {pk: keys[pk] for run in runs for pk in run.rows}
