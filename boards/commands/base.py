"""What every command is: a form that validates against the locked rows, and one ``run()`` that writes and records."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import F, QuerySet

from boards import rows
from boards.commands import placing
from boards.commands.fields import BoardField
from boards.models import Board, Card, Change, Column, Invitation, Link, Membership, Patch, Role, User
from boards.post import Mail
from boards.prepared import PreparedUpdate
from boards.refusal import Reason, Refusal

type Row = Board | Column | Card | Invitation | Link
type Values = dict[str, Any]


class Command(forms.Form):
    """One verb on board content.

    Its fields are what the client may send; ``run()`` is called under the board's lock, after validation, inside the
    transaction that also takes the journal's Change. Absent is not empty: ``given()`` tells them apart.
    """

    verb: ClassVar[str]
    # Whether ``change.undo`` can take it back.
    undoable: ClassVar[bool] = True

    def __init__(
        self, data: Mapping[str, str], *, board: Board, actor: User, role: Role, base: int | None, outbox: UUID | None
    ) -> None:
        super().__init__(data)
        self.board = board
        self.actor = actor
        self.actor_role = role
        self.base = base
        self.outbox = outbox
        self.patches: list[Patch] = []
        self.rekeyed: list[str] = []
        # To be sent once all this is committed.
        self.mails: list[Mail] = []
        self.undoes: Change | None = None
        for field in self.fields.values():
            if isinstance(field, BoardField):
                field.board = board

    def run(self) -> None:
        """Write, and record what was written."""
        raise NotImplementedError

    def given(self, field: str) -> bool:
        """Tell whether the client sent this field at all."""
        return field in self.data

    def checked(self) -> None:
        """Validate. Raises Refusal (*invalid*) with every error beside its field."""
        if not self.is_valid():
            errors = {("" if name == "__all__" else name): list(map(str, found)) for name, found in self.errors.items()}
            raise Refusal(Reason.INVALID, errors)

    def write(self, row: Row, **values: object) -> None:
        """Write those of ``values`` that differ, and record them."""
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        rows.update(row, changed)
        self.record(row, before, changed)

    def insert(self, row: Row | Membership) -> None:
        """Create a row. A client may have chosen its id, but can only create with it, never touch what exists."""
        rows.insert(row)

    def wish(self) -> placing.Wish:
        """Return where the client wants a row."""
        return placing.Wish(
            after=(self.cleaned_data["after"] or "") if self.given("after") else None,
            before=self.cleaned_data["before"],
        )

    def arrange(self, *steps: placing.Step) -> list[placing.Arrival]:
        """Give the rows of steps their places, with keys that are still to be written; return what became of them."""
        arrivals, rekeyed = placing.arrange(steps)
        self.rekeyed += rekeyed
        return arrivals

    def record(self, row: Row, before: Values | None, after: Values | None) -> None:
        """Note in the journal what became of a row, under the id it has now."""
        kind = Patch.Kind(str(row._meta.model_name))
        self.patches.append(Patch(kind=kind, row=row.pk, before=before, after=after))

    def count_cards(self, arrivals: Mapping[UUID, int]) -> None:
        """Keep columns' counters, by how many cards came (below 0: left); they are derived, so no patch tells."""
        for column, number in arrivals.items():
            if number in _BY_ONE:
                _BY_ONE[number].run(column=column)
            elif number:
                _counter(column).update(card_count=F("card_count") + number)


def _counter(column: UUID) -> QuerySet[Column]:
    return Column.objects.filter(pk=column)


# What every edit of one card comes to.
_BY_ONE = {number: PreparedUpdate(_counter, card_count=F("card_count") + number) for number in (1, -1)}
