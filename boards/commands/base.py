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

    def find_place(
        self, container: placing.Container, wish: placing.Wish, row: Column | Card | None = None
    ) -> placing.Spot:
        """Return the wished place in ``container`` for ``row`` (None: a new one)."""
        spot = placing.find(container, wish, row)
        if spot.rekeyed:
            self.rekeyed.append(container.name)
        return spot

    def record(self, row: Row, before: Values | None, after: Values | None) -> None:
        """Note in the journal what became of a row, under the id it has now."""
        kind = Patch.Kind(str(row._meta.model_name))
        self.patches.append(Patch(kind=kind, row=row.pk, before=before, after=after))

    def count_card(self, column_id: UUID, *, arrives: bool) -> None:
        """Keep a column's counter; it is derived, so no patch tells of it."""
        (_ONE_MORE if arrives else _ONE_LESS).run(column=column_id)


def _counter(column: UUID) -> QuerySet[Column]:
    return Column.objects.filter(pk=column)


_ONE_MORE = PreparedUpdate(_counter, card_count=F("card_count") + 1)
_ONE_LESS = PreparedUpdate(_counter, card_count=F("card_count") - 1)
