"""``manage.py make_admin``: open the admin pages to somebody, who may get an account by it, or close them."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from boards import administration
from boards.management.operating import OperatorCommand
from boards.models import User


class Command(OperatorCommand):
    """Make somebody an administrator."""

    help = "Make somebody an administrator, who may open /admin/. With --create also the first account of a server."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom, whether they may be new, and whether to take it back."""
        parser.add_argument("email")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--undo", action="store_true", help="make them an ordinary person again")
        what.add_argument("--create", action="store_true", help="make the account if there is none; prints a link")
        parser.add_argument("--name", default="", help="of a new account; it can be changed later")

    def handle(self, *_args: Any, email: str, undo: bool, create: bool, name: str, **_options: Any) -> None:
        """Do it."""
        user = self._person(email, name) if create else administration.person(email)
        if not undo and not user.is_active:
            raise CommandError(f"{user.name} is disabled. Let them in first: manage.py users --enable {user.email}")
        if not undo and not administration.is_confirmed(user):
            raise CommandError(
                f"{user.email} was never confirmed, so whoever signed up with it, and chose the password, may be"
                " somebody else. If it is yours, delete that account and make another one: manage.py delete_user, then"
                f" manage.py make_admin --create {user.email}"
            )
        administration.set_administrator(user, to=not undo)
        state = "is no administrator any more" if undo else "is an administrator now and finds the pages at /admin/"
        self.stdout.write(f"{user.name} {state}.")
        if create and not user.has_usable_password():
            self.stdout.write("Choose a password here. The link works once, and for three days:")
            self.stdout.write(administration.password_link(user))

    def _person(self, email: str, name: str) -> User:
        try:
            return administration.person(email)
        except LookupError:
            return administration.make_person(email, name)
