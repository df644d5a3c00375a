"""A change as news: the patch that tells what it was about, and of which kind it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from boards.models import Change, Patch

type Values = dict[str, Any]


@dataclass(frozen=True)
class News:
    """A change and its patch that it is told by."""

    change: Change
    patch: Patch

    @property
    def before(self) -> Values:
        """What the patch has from before; nothing for a row that the change made."""
        return self.patch.before or {}

    @property
    def after(self) -> Values:
        """What the patch has from after; nothing for a row that the change deleted."""
        return self.patch.after or {}

    @cached_property
    def cards(self) -> list[UUID]:
        """The cards that it was done to alike; none where it is told of something else."""
        if self.patch.kind != Patch.Kind.CARD:
            return []
        return [patch.row for patch in self.change.all_patches if patch.kind == Patch.Kind.CARD]

    @cached_property
    def kind(self) -> str:
        """Which sentence tells of it: the command's, or one of what the command came to."""
        verb = self.change.command
        if len(self.cards) == 1:
            # Of all that were named it came to one.
            verb = verb.replace("cards.", "card.")
        if verb == "board.hand_over" and self.patch.row == self.change.actor_id:
            return f"{verb} self"
        if verb == "change.undo" and self.patch.kind != Patch.Kind.BOARD:
            return f"{verb} {'cards' if len(self.cards) > 1 else self.patch.kind}"
        # What was deleted since has no words any more: it was edited, nobody says how.
        if verb == "card.edit" and len(self.after) == 1 and None not in self.after.values():
            return f"{verb} {next(iter(self.after))}"
        if verb == "card.move" and column_in(self.before) != column_in(self.after):
            return f"{verb} column"
        return verb


def column_in(values: Values) -> UUID | None:
    """Return the column of a card's place, where a patch has one; columns themselves stand in "board"."""
    container = (values.get("place") or ["board"])[0]
    return UUID(container) if container != "board" else None


def read(changes: QuerySet[Change]) -> Iterator[News]:
    """Yield changes as news, in three queries at most."""
    # A board may have been made with thousands of cards; what is told of that is the board alone.
    told = Patch.objects.exclude(~Q(kind=Patch.Kind.BOARD), change__command="board.create")
    for change in changes.select_related("actor").prefetch_related(Prefetch("patches", told)):
        # What changed nothing has none.
        if patch := change.subject:
            yield News(change, patch)
