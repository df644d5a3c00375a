"""What the operator's commands share: a sentence in place of a traceback, and a question before what is for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.refusal import Refusal


class OperatorCommand(BaseCommand):
    """A command whose errors are sentences."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; raises CommandError for what is not there and for what is refused."""
        try:
            return super().execute(*args, **options)
        except LookupError as error:
            raise CommandError(str(error.args[0])) from error
        except Refusal as refused:
            raise CommandError(" ".join(words for said in refused.errors.values() for words in said)) from refused


class DeletingCommand(OperatorCommand):
    """A command that says what it takes away, and does it only with ``--yes``."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--yes``."""
        parser.add_argument("--yes", action="store_true", help="do it, having read what is lost")

    def confirm(self, lost: str, *, yes: bool) -> None:
        """Say what is lost. Raises CommandError without ``--yes``."""
        self.stdout.write(lost)
        if not yes:
            raise CommandError("Nothing was deleted. To do it, say the same again with --yes. Make a backup before.")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
