"""``manage.py delete_board``: delete a board for good, whoever owns it."""

from typing import Any

from django.core.management.base import CommandParser

from boards import administration
from boards.commands import administration as acts
from boards.management.operating import DeletingCommand, counted


class Command(DeletingCommand):
    """Delete a board."""

    help = "Delete a board for good, with everything on it. Says what is lost; does it with --yes only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which board."""
        parser.add_argument("board", help="its address, its id or its whole name")
        super().add_arguments(parser)

    def handle(self, *_args: Any, board: str, yes: bool, **_options: Any) -> None:
        """Say what is lost, then do it."""
        found = administration.board(board)
        parts = [
            counted(found.columns.count(), "column"),
            counted(found.cards.count(), "card"),
            counted(found.changes.count(), "change"),
        ]
        members = ", ".join(found.members.order_by("name").values_list("name", flat=True)) or "nobody"
        self.confirm(f"“{found.name}” ({found.pk}) with {', '.join(parts)}; on it: {members}.", yes=yes)
        acts.delete_board(board_id=found.pk)
        self.stdout.write(f"“{found.name}” is deleted.")
