"""``manage.py hand_over``: give a board another owner, for instance when its owner has left."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from boards import administration
from boards.commands import administration as acts
from boards.management.operating import OperatorCommand


class Command(OperatorCommand):
    """Hand a board over."""

    help = "Make somebody the owner of a board, whether a member or not. Its owners so far go on as admins."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which board, and whom."""
        parser.add_argument("board", help="its address, its id or its whole name")
        parser.add_argument("email", help="of the new owner")

    def handle(self, *_args: Any, board: str, email: str, **_options: Any) -> None:
        """Do it."""
        found, user = administration.board(board), administration.person(email)
        if not user.is_active:
            raise CommandError(f"{user.name} is disabled and cannot own a board.")
        acts.hand_over(board_id=found.pk, user=user)
        self.stdout.write(f"{user.name} owns “{found.name}” now.")
