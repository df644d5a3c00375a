"""What it means that the database did not take something: it is away for a moment, or cannot write at all."""

import logging

from django.db import OperationalError

from boards import refusal
from boards.refusal import Refusal

logger = logging.getLogger("liveboard.database")

# https://www.sqlite.org/rescode.html: by the beginnings of their names, since most have many kinds.
_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
# https://www.postgresql.org/docs/current/errcodes-appendix.html: disk_full and io_error.
_POSTGRESQL = {"53100", "58030"}


def refusal_for(error: OperationalError, what: str) -> Refusal:
    """Return what to tell whoever gave the command, and tell the operator. Nothing was committed."""
    if code := _trouble_with_the_disk(error):
        logger.critical(
            "No room to write (%s): nothing is saved until the database has space again; not %s", code, what
        )
        return refusal.no_space()
    logger.error("The database did not take %s", what, exc_info=error)
    return refusal.busy()


def _trouble_with_the_disk(error: OperationalError) -> str:
    """Return the driver's code for it, or "" where it is something else."""
    name = getattr(error.__cause__, "sqlite_errorname", None) or ""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return name if name.startswith(_SQLITE) else state if state in _POSTGRESQL else ""
