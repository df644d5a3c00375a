"""Notes each read of the journal in a file of the data folder: a line with the moment (monotonic seconds)."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

FILE = "journal-reads"
# What only boards.queries.changes_between asks for.
QUERY = '"boards_change"."revision" >'


class Counting(AppConfig):
    """Looks at every query of the server."""

    name = "bench"

    def ready(self) -> None:
        """Begin with the first connection."""
        connection_created.connect(_look_on)


def _look_on(connection: BaseDatabaseWrapper, **_: Any) -> None:
    # Told each time that one is taken from the pool.
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if QUERY in sql:
        with (Path(settings.DATA_DIR) / FILE).open("a") as file:
            file.write(f"{time.monotonic()}\n")
    return execute(sql, params, many, context)
