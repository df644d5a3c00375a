"""``manage.py commands [--json|--markdown|--roles]``: what commands there are, their fields, and who may use them."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards import roles
from boards.commands.registry import COMMANDS, describe


class Command(BaseCommand):
    """List the registry of commands."""

    help = "List every command, its fields and the roles that may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--markdown", action="store_true", help="for docs/commands.md, which is made by this")
        parser.add_argument("--roles", action="store_true", help="for docs/roles.md, which is made by this")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(describe(), indent=2))
        elif options["markdown"]:
            self.stdout.write("\n".join(_page()))
        elif options["roles"]:
            self.stdout.write("\n".join(roles.as_markdown()))
        else:
            for verb, about in describe().items():
                self.stdout.write(f"{verb:16} {' '.join(about['fields'])}  ({', '.join(about['roles'])})")


def _page() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Every change of a board is one of these, sent over the socket or to `POST /b/<board>/do/<command>/`."
    yield "This page is made by `manage.py commands --markdown`."
    yield ""
    yield "| command | what it does | fields | roles |"
    yield "|---|---|---|---|"
    for verb, about in describe().items():
        sentence = " ".join((COMMANDS[verb].__doc__ or "").split())
        fields = " ".join(f"`{name}`" for name in about["fields"])
        yield f"| `{verb}` | {sentence} | {fields} | {', '.join(about['roles'])} |"
