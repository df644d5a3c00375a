"""``manage.py commands [--json]``: what commands there are, their fields, and who may use them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards.commands.registry import describe


class Command(BaseCommand):
    """List the registry of commands."""

    help = "List every command, its fields and the roles that may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        registry = describe()
        if options["json"]:
            self.stdout.write(json.dumps(registry, indent=2))
            return
        for verb, about in registry.items():
            self.stdout.write(f"{verb:16} {' '.join(about['fields'])}  ({', '.join(about['roles'])})")
