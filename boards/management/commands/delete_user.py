"""``manage.py delete_user``: delete somebody's account for good."""

from typing import Any

from django.core.management.base import CommandParser
from django.db.models import Count

from boards import administration
from boards.commands import administration as acts
from boards.management.operating import DeletingCommand
from boards.models import Board


class Command(DeletingCommand):
    """Delete somebody."""

    help = "Delete an account for good, with the boards that nobody else is on. Does it with --yes only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom."""
        parser.add_argument("email")
        super().add_arguments(parser)

    def handle(self, *_args: Any, email: str, yes: bool, **_options: Any) -> None:
        """Say what is lost, then do it."""
        user = administration.person(email)
        boards = Board.objects.filter(pk__in=user.memberships.values("board")).annotate(people=Count("memberships"))
        alone = [board.name for board in boards.order_by("name") if board.people == 1]
        lost = f"The account of {user.name} ({user.email}), with its picture and its memberships."
        if alone:
            lost += f"\nBoards that nobody else is on: {', '.join(f'“{name}”' for name in alone)}."
        self.confirm(f"{lost}\nWhat {user.name} wrote on other boards stays there, without the name.", yes=yes)
        user_id = user.pk
        acts.delete_user(user)
        administration.end_sessions(user_id)
        self.stdout.write(f"{user.name} is deleted.")
