"""The registry: what commands there are. Everything that must hold for all of them walks this table."""

from collections.abc import Callable

from boards import access
from boards.commands.base import Command

COMMANDS: dict[str, type[Command]] = {}


def register[C: Command](verb: str) -> Callable[[type[C]], type[C]]:
    """Make a command known under ``noun.verb``. Raises LookupError unless the table of roles has a row for it."""

    def add(command: type[C]) -> type[C]:
        if not access.roles_for(verb):
            raise LookupError(f"{verb}: say in boards/access.py who may do this")
        if verb in COMMANDS:
            raise LookupError(f"{verb} is registered twice")
        command.verb = verb
        COMMANDS[verb] = command
        return command

    return add


def describe() -> dict[str, dict[str, list[str]]]:
    """Return every command's fields and roles: what ``manage.py commands --json`` prints."""
    return {
        verb: {"fields": list(command.base_fields), "roles": [str(role) for role in access.roles_for(verb)]}
        for verb, command in sorted(COMMANDS.items())
    }
