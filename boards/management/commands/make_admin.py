"""``manage.py make_admin``: open the admin pages to somebody who has an account, or close them."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from boards import administration
from boards.management.operating import OperatorCommand


class Command(OperatorCommand):
    """Make somebody an administrator."""

    help = "Make somebody with an account an administrator, who may open /admin/."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom, and whether to take it back."""
        parser.add_argument("email")
        parser.add_argument("--undo", action="store_true", help="make them an ordinary person again")

    def handle(self, *_args: Any, email: str, undo: bool, **_options: Any) -> None:
        """Do it."""
        user = administration.person(email)
        if not undo and not user.is_active:
            raise CommandError(f"{user.name} is disabled. Let them in first: manage.py users --enable {user.email}")
        administration.set_administrator(user, to=not undo)
        state = "is no administrator any more" if undo else "is an administrator now and finds the pages at /admin/"
        self.stdout.write(f"{user.name} {state}.")
