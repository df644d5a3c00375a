"""``manage.py users``: who is here; keep somebody out, or let them in again."""

from typing import Any

from django.core.management.base import CommandParser

from boards import administration
from boards.management.operating import OperatorCommand, counted
from boards.models import Board, Role, User


class Command(OperatorCommand):
    """List people, disable and enable them."""

    help = "List the people with an account, all or those whose name or address has the words; disable or enable one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take words to search, or whom to disable or enable."""
        parser.add_argument("words", nargs="*", help="only those whose name or address has all of these")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--disable", metavar="EMAIL", help="end all sessions of somebody, and let them in no more")
        what.add_argument("--enable", metavar="EMAIL", help="let somebody in again")

    def handle(self, *_args: Any, words: list[str], disable: str | None, enable: str | None, **_options: Any) -> None:
        """Do one of the three."""
        if disable:
            self._disable(administration.person(disable))
        elif enable:
            user = administration.person(enable)
            administration.enable(user)
            self.stdout.write(f"{user.name} can sign in again.")
        else:
            self._list(words)

    def _disable(self, user: User) -> None:
        administration.disable(user)
        self.stdout.write(f"{user.name} is signed out everywhere and cannot sign in any more.")
        owned = Board.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
        for board in administration.without_owner(owned):
            self.stdout.write(f"“{board.name}” has no owner now: manage.py hand_over {board.pk} EMAIL")

    def _list(self, words: list[str]) -> None:
        people = list(administration.people(words))
        for user in people:
            signs = ["disabled"] * (not user.is_active) + ["administrator"] * user.is_superuser
            seen = f"last signed in {user.last_login:%Y-%m-%d}" if user.last_login else "never signed in"
            boards = counted(user.board_total, "board")  # type: ignore[attr-defined]
            self.stdout.write(f"{user.email}  {user.name}  {', '.join([boards, seen, *signs])}")
        if not people:
            self.stdout.write("Nobody matches." if words else "Nobody has signed up yet.")
