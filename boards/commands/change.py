"""Undo: taking back what one did, as long as nobody has changed the same since. A redo takes an undo back."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import cast
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from boards import access, refusal
from boards.commands import card as cards
from boards.commands import column as columns
from boards.commands.base import Command, Row, Values
from boards.commands.fields import ChangeField
from boards.commands.lanes import Place
from boards.commands.placing import Wish
from boards.commands.registry import COMMANDS, register
from boards.models import Card, Change, Column, Patch
from boards.refusal import Reason, Refusal

# Which verb of a row's noun writes a field; what is not named here is edited.
VERBS = {"name": "rename", "place": "move", "background": "set_background"}
# Given once and for ever: a row that comes back has it still.
FIXED = {"number"}


@register("change.undo")
class UndoChange(Command):
    """Take back one of one's own changes: every field that it changed becomes what it was before.

    What a change made is archived, never deleted: others may have written on it.
    """

    change = ChangeField()

    def run(self) -> None:
        change: Change = self.cleaned_data["change"]
        if change.actor_id != self.actor.pk:
            raise refusal.invalid(_("Somebody else did this. Only one's own changes can be undone."), "change")
        if change.command not in COMMANDS or not COMMANDS[change.command].undoable:
            raise refusal.invalid(_("This cannot be undone."), "change")
        self.undoes = change
        patches = list(reversed(change.patches.all()))
        _refuse_if_changed_since(change, patches)
        # What was done to many cards alike is taken back in one go.
        for (kind, fields), together in groupby(patches, _kind_and_fields):
            alike = list(together)
            rows = self._rows(Patch.Kind(kind), alike)
            for field in fields:
                self._restore(Patch.Kind(kind), field, rows, [_past(patch)[field] for patch in alike])

    def _rows(self, kind: Patch.Kind, patches: Sequence[Patch]) -> Sequence[Row]:
        """Return the rows that patches are about. Raises Refusal (*gone*) where one was deleted for good."""
        if kind == Patch.Kind.BOARD:
            return [self.board]
        ids = [patch.row for patch in patches]
        rows: Sequence[Row] = self._all(Column, ids) if kind == Patch.Kind.COLUMN else self._all(Card, ids)
        for row, patch in zip(rows, patches, strict=True):
            if patch.before is None and isinstance(row, Column) and row.card_count:
                advice = _("There are cards in “{column}” by now. Move them first, or archive the column.")
                raise refusal.invalid(advice.format(column=row))
        return rows

    def _all[Child: (Column, Card)](self, model: type[Child], ids: Sequence[UUID]) -> list[Child]:
        """Return rows of the board, all of them. Raises Refusal (*gone*) where one is missing."""
        if len(ids) == 1:
            return [access.child(model, board=self.board, pk=ids[0])]
        rows = access.children(model, board=self.board, ids=ids)
        if len(rows) < len(ids):
            raise refusal.gone()
        return rows

    def _restore(self, kind: Patch.Kind, field: str, rows: Sequence[Row], values: Sequence[object]) -> None:
        """Write a field of rows as its own command does, for which the actor needs the right to that command."""
        for verb in {_verb(field, value) for value in values}:
            access.require(self.actor_role, f"{kind}.{verb}", self.board)
        if field == "place":
            self._put(rows, cast("Sequence[Place]", values))
        elif field == "archived" and kind == Patch.Kind.CARD:
            for archived, together in groupby(zip(rows, values, strict=True), itemgetter(1)):
                cards.set_archived(self, [cast(Card, row) for row, _ in together], archived=bool(archived))
        else:
            for row, value in zip(rows, values, strict=True):
                self.write(row, **{field: value})

    def _put(self, rows: Sequence[Row], places: "Sequence[Place]") -> None:
        containers = [container for container, _ in places]
        wishes = [Wish(after=UUID(predecessor) if predecessor else "") for _, predecessor in places]
        if isinstance(rows[0], Card):
            ids = list({UUID(container) for container in containers})
            into = {str(column.pk): column for column in self._all(Column, ids)}
            columns_ = [into[str(container)] for container in containers]
            moves = map(cards.Move, cast("Sequence[Card]", rows), columns_, wishes)
            cards.put(self, list(moves))
        else:
            for row, wish in zip(rows, wishes, strict=True):
                columns.put(self, cast(Column, row), wish)


def _past(patch: Patch) -> Values:
    """Return the values that a row gets back: one that the change made is archived."""
    before = {"archived": True} if patch.before is None else patch.before
    return {field: value for field, value in before.items() if field not in FIXED}


def _kind_and_fields(patch: Patch) -> tuple[str, tuple[str, ...]]:
    return patch.kind, tuple(_past(patch))


def _verb(field: str, value: object) -> str:
    return ("archive" if value else "restore") if field == "archived" else VERBS.get(field, "edit")


def _refuse_if_changed_since(change: Change, patches: Sequence[Patch]) -> None:
    """Raise Refusal (*conflict*) if a later change that still stands touched one of the patches' fields.

    Changes that were undone count as little as their undoing does. Of a row that the change made, its author may have
    gone on writing; everybody else's work on it stays on the board.
    """
    touched = {patch.row: patch for patch in patches}
    own = Prefetch("patches", Patch.objects.filter(row__in=touched))
    later = Change.objects.filter(
        board=change.board_id, revision__gt=change.revision, patches__row__in=touched
    ).distinct()
    ids = set(later.values_list("pk", flat=True))
    undone: set[int | None] = set()
    for each in later.select_related("actor").prefetch_related(own).order_by("-revision"):
        if each.pk in undone:
            continue
        if each.undoes_id in ids:
            undone.add(each.undoes_id)
        elif any(_conflicts(change, touched[other.row], each, other) for other in each.patches.all()):
            raise _changed_since(change, each)


def _conflicts(change: Change, patch: Patch, later: Change, other: Patch) -> bool:
    """Tell whether a later change stands in the way of taking a patch back."""
    if patch.before is None and later.actor_id == change.actor_id:
        return False
    return not _fields(patch).isdisjoint(_fields(other))


def _fields(patch: Patch) -> set[str]:
    return {*(patch.before or {}), *(patch.after or {})}


def _changed_since(change: Change, later: Change) -> Refusal:
    if later.actor_id == change.actor_id:
        words = _("You have changed this again since. Undo that first.")
    else:
        words = _("{name} has changed this since, so it was not undone.").format(name=later.actor or _("Somebody"))
    return Refusal(Reason.CONFLICT, {"": [words]})
