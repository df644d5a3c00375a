"""Commands on columns."""

from uuid import uuid4

from django.utils.translation import gettext as _

from boards import access, refusal, rows
from boards.commands import placing
from boards.commands.base import Command
from boards.commands.deleting import delete_column
from boards.commands.fields import ChildField, LineField, NeighbourField, NewIdField
from boards.commands.registry import register
from boards.models import Column
from boards.models.fields import NAME_LENGTH


@register("column.create")
class CreateColumn(Command):
    """Add a column, at the end unless a neighbour is named."""

    column = NewIdField()
    name = LineField(limit=NAME_LENGTH)
    after = NeighbourField()
    before = NeighbourField()

    def run(self) -> None:
        pk = self.cleaned_data["column"] or uuid4()
        if access.is_taken(Column, pk):
            raise refusal.invalid(_("A column with this id exists already."), "column")
        column = Column(pk=pk, board=self.board, name=self.cleaned_data["name"])
        (arrival,) = self.arrange(placing.Step(column, placing.columns_of(self.board), self.wish()))
        self.insert(column)
        self.record(column, None, {"name": column.name, "archived": False, "place": arrival.after})


@register("column.rename")
class RenameColumn(Command):
    """Give a column another name."""

    column = ChildField(Column)
    name = LineField(limit=NAME_LENGTH)

    def run(self) -> None:
        self.write(self.cleaned_data["column"], name=self.cleaned_data["name"])


@register("column.move")
class MoveColumn(Command):
    """Put a column beside another one."""

    column = ChildField(Column)
    after = NeighbourField()
    before = NeighbourField()

    def run(self) -> None:
        column: Column = self.cleaned_data["column"]
        if column.archived:
            raise refusal.invalid(_("This column is archived. Restore it before moving it."), "column")
        put(self, column, self.wish())


@register("column.archive")
class ArchiveColumn(Command):
    """Take a column off the board, with its cards."""

    column = ChildField(Column)

    def run(self) -> None:
        self.write(self.cleaned_data["column"], archived=True)


@register("column.restore")
class RestoreColumn(Command):
    """Bring an archived column back to its place, with its cards."""

    column = ChildField(Column)

    def run(self) -> None:
        self.write(self.cleaned_data["column"], archived=False)


@register("column.delete")
class DeleteColumn(Command):
    """Delete an archived column and all its cards for good. There is no way back."""

    undoable = False
    column = ChildField(Column)

    def run(self) -> None:
        column: Column = self.cleaned_data["column"]
        if not column.archived:
            raise refusal.invalid(_("Archive the column before deleting it for good."), "column")
        delete_column(self, column)


def put(command: Command, column: Column, wish: placing.Wish) -> None:
    """Bring a column to a place among the others."""
    (arrival,) = command.arrange(placing.Step(column, placing.columns_of(command.board), wish))
    if arrival.before != arrival.after:
        rows.update(column, ["order"])
        command.record(column, {"place": arrival.before}, {"place": arrival.after})
