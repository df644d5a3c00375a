"""``manage.py demo``: fill a database with boards to try, or to measure."""

import json
from itertools import cycle
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from boards import demo
from boards.commands.board import create_board
from boards.models import Membership, Role, User

PROJECT = demo.project()
DEFAULT_CARDS = sum(len(plan.cards) for plan in PROJECT)


class Command(BaseCommand):
    """Make demo users and boards."""

    help = "Fill the database with demo boards and people. Prints how to sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--boards", type=int, default=1)
        parser.add_argument("--columns", type=int, default=len(PROJECT), help="columns of each board")
        parser.add_argument("--cards", type=int, default=DEFAULT_CARDS, help="cards of each board, in all")
        parser.add_argument("--users", type=int, default=4, help="the last of three or more is an outsider")
        parser.add_argument("--json", action="store_true", help="print what was made for programs")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["boards"], options["columns"], options["users"]) < 1 or options["cards"] < 0:
            raise CommandError("Give at least one board, one column and one user.")
        people = self._people(options["users"])
        boards = [self._board(index, people, options) for index in range(options["boards"])]
        if options["json"]:
            self.stdout.write(json.dumps({"boards": boards, "users": [_login(user, role) for user, role in people]}))
            return
        for user, role in people:
            self.stdout.write(f"  {user.email:24} {demo.PASSWORD}   ({role})")

    def _people(self, count: int) -> list[tuple[User, str]]:
        """Return the users, made where they are missing, each with a role; the last of three or more is an outsider."""
        names = [demo.PEOPLE[index] if index < len(demo.PEOPLE) else f"User {index + 1}" for index in range(count)]
        roles = [str(role) for role in (*demo.ROLES, *(Role.EDITOR for _ in names))][:count]
        if count > len((Role.OWNER, Role.EDITOR)):
            names[-1], roles[-1] = demo.OUTSIDER, "outsider"
        # One hash for all: making one takes half a second, on purpose.
        password = make_password(demo.PASSWORD)
        people = []
        for name, role, colour in zip(names, roles, cycle(demo.COLOURS), strict=False):
            email = f"{name.lower().replace(' ', '')}@{demo.DOMAIN}"
            user, is_new = User.objects.get_or_create(email=email, defaults={"name": name, "password": password})
            if is_new:
                user.colour = colour
                user.save(update_fields=["colour"])
            people.append((user, role))
        return people

    def _board(self, index: int, people: list[tuple[User, str]], options: dict[str, Any]) -> dict[str, Any]:
        name = demo.BOARD if index == 0 else f"{demo.BOARD} {index + 1}"
        columns = demo.plans(columns=options["columns"], cards=options["cards"])
        board = create_board(owner=people[0][0], name=name, columns=columns, board_id=demo.new_id(index))
        members = [Membership(board=board, user=user, role=role) for user, role in people[1:] if role != "outsider"]
        Membership.objects.bulk_create(members)
        return {
            "id": str(board.pk),
            "url": board.get_absolute_url(),
            "columns": [str(pk) for pk in board.columns.order_by("order").values_list("pk", flat=True)],
            "cards": [str(pk) for pk in board.cards.order_by("number").values_list("pk", flat=True)],
        }


def _login(user: User, role: str) -> dict[str, str]:
    return {"login": user.email, "password": demo.PASSWORD, "role": role}
