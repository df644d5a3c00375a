"""Undo: taking back what one did, as long as nobody has changed the same since. A redo takes an undo back."""

from typing import cast
from uuid import UUID

from django.db.models import Prefetch

from boards import access, refusal
from boards.commands import card as cards
from boards.commands import column as columns
from boards.commands.base import Command, Row
from boards.commands.fields import ChangeField
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
            raise refusal.invalid("Somebody else did this. Only one's own changes can be undone.", "change")
        if change.command not in COMMANDS or not COMMANDS[change.command].undoable:
            raise refusal.invalid("This cannot be undone.", "change")
        self.undoes = change
        for patch in reversed(change.patches.all()):
            _refuse_if_changed_since(change, patch)
            self._take_back(patch)

    def _take_back(self, patch: Patch) -> None:
        row = self._row(patch)
        if patch.before is None and isinstance(row, Column) and row.card_count:
            raise refusal.invalid(f"There are cards in “{row}” by now. Move them first, or archive the column.")
        before = {"archived": True} if patch.before is None else patch.before
        for field, value in before.items():
            if field not in FIXED:
                self._restore(row, Patch.Kind(patch.kind), field, value)

    def _row(self, patch: Patch) -> Row:
        """Return the row that a patch is about. Raises Refusal (*gone*) for one that was deleted for good."""
        match patch.kind:
            case Patch.Kind.BOARD:
                return self.board
            case Patch.Kind.COLUMN:
                return access.child(Column, board=self.board, pk=patch.row)
            case _:
                return access.child(Card, board=self.board, pk=patch.row)

    def _restore(self, row: Row, kind: Patch.Kind, field: str, value: object) -> None:
        """Write a field as its own command does, for which the actor needs the right to that command."""
        verb = ("archive" if value else "restore") if field == "archived" else VERBS.get(field, "edit")
        access.require(self.actor_role, f"{kind}.{verb}", self.board)
        if field == "place":
            self._put(row, *cast(list[str | None], value))
        elif field == "archived" and isinstance(row, Card):
            cards.set_archived(self, row, archived=bool(value))
        else:
            self.write(row, **{field: value})

    def _put(self, row: Row, container: str | None, predecessor: str | None) -> None:
        wish = Wish(after=UUID(predecessor) if predecessor else "")
        if isinstance(row, Card):
            cards.put(self, row, access.child(Column, board=self.board, pk=UUID(container)), wish)
        else:
            columns.put(self, cast(Column, row), wish)


def _refuse_if_changed_since(change: Change, patch: Patch) -> None:
    """Raise Refusal (*conflict*) if a later change that still stands touched one of the patch's fields.

    Changes that were undone count as little as their undoing does. Of a row that the change made, its author may have
    gone on writing; everybody else's work on it stays on the board.
    """
    fields = _fields(patch)
    own = Prefetch("patches", Patch.objects.filter(row=patch.row))
    later = Change.objects.filter(
        board=change.board_id, revision__gt=change.revision, patches__row=patch.row
    ).distinct()
    ids = set(later.values_list("pk", flat=True))
    undone: set[int | None] = set()
    for each in later.select_related("actor").prefetch_related(own).order_by("-revision"):
        if each.pk in undone:
            continue
        if each.undoes_id in ids:
            undone.add(each.undoes_id)
        elif patch.before is None and each.actor_id == change.actor_id:
            continue
        elif any(fields & _fields(other) for other in each.patches.all()):
            raise _changed_since(change, each)


def _fields(patch: Patch) -> set[str]:
    return {*(patch.before or {}), *(patch.after or {})}


def _changed_since(change: Change, later: Change) -> Refusal:
    if later.actor_id == change.actor_id:
        words = "You have changed this again since. Undo that first."
    else:
        words = f"{later.actor or 'Somebody'} has changed this since, so it was not undone."
    return Refusal(Reason.CONFLICT, {"": [words]})
