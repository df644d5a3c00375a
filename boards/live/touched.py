"""What a change touched of what is shown: the one mapping of changes to slots, for frame, hub and resume."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from boards.models import Board, Change, Column, Patch


@dataclass
class Touched:
    """The slots to send: the board's head, columns as a whole, heads of columns, tiles, and orders of containers."""

    board_head: bool = False
    columns: set[UUID] = field(default_factory=set)
    # Columns that came (back) to the board: their tiles come with them.
    filled: set[UUID] = field(default_factory=set)
    heads: set[UUID] = field(default_factory=set)
    cards: set[UUID] = field(default_factory=set)
    # Cards that came or went where they are: the head of their column counts them.
    counted: set[UUID] = field(default_factory=set)
    # Cards whose inside, as their dialog shows it, is another now.
    insides: set[UUID] = field(default_factory=set)
    # As in Change.rekeyed: "board" or a column's id.
    orders: set[str] = field(default_factory=set)


def touched_by(changes: Iterable[Change]) -> Touched:
    """Return the slots that changes touched."""
    touched = Touched()
    for change in changes:
        touched.orders.update(change.rekeyed)
        columns = (patch for patch in change.all_patches if patch.kind == Patch.Kind.COLUMN)
        deleted = {patch.row for patch in columns if patch.after is None}
        for patch in change.all_patches:
            _add(touched, patch, deleted)
    return touched


def _add(touched: Touched, patch: Patch, deleted: Collection[UUID]) -> None:
    fields = {**(patch.before or {}), **(patch.after or {})}
    if patch.kind == Patch.Kind.BOARD:
        touched.board_head = True
    elif patch.kind == Patch.Kind.COLUMN:
        if "archived" in fields:
            touched.filled.add(patch.row)
        whole = "place" in fields or "archived" in fields
        (touched.columns if whole else touched.heads).add(patch.row)
    elif patch.kind == Patch.Kind.CARD:
        _add_card(touched, patch, fields.keys(), deleted)
    # Who is a member, and what was set aside, is told by no slot, but by the shell.


def _add_card(touched: Touched, patch: Patch, fields: Collection[str], deleted: Collection[UUID]) -> None:
    # Cards that were deleted with their column go with it, however many they are.
    if patch.after is not None or UUID((patch.before or {})["place"][0]) not in deleted:
        touched.cards.add(patch.row)
    # Where a card stands is told by the board around its dialog.
    if set(fields) != {"place"}:
        touched.insides.add(patch.row)
    if "archived" in fields:
        touched.counted.add(patch.row)
    # A card that moves changes the counts of the columns it was and is in.
    for values in (patch.before, patch.after):
        if values and "place" in values:
            touched.heads.add(UUID(values["place"][0]))


def everything_on(board: Board) -> Touched:
    """Return every slot of a board: what a reset sends."""
    columns = set(Column.objects.filter(board=board, archived=False).values_list("pk", flat=True))
    return Touched(board_head=True, columns=columns, filled=columns)
