"""What it means that the database did not take something: it is away for a moment, or cannot write at all."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

from boards import refusal
from boards.refusal import Refusal

logger = logging.getLogger("liveboard.database")

# https://www.sqlite.org/rescode.html: by the beginnings of their names, since most have many kinds.
_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
# https://www.postgresql.org/docs/current/errcodes-appendix.html: disk_full and io_error.
_POSTGRESQL = {"53100", "58030"}


class OutagePage(MiddlewareMixin):
    """Says on a page of its own that the database failed, whatever was asked; forms keep what was typed."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the database; all else is Django's."""
        if not isinstance(exception, OperationalError):
            return None
        refused = refusal_for(exception, f"{request.method} {request.path}")
        # Without the request: who is signed in stands in the database as well.
        return HttpResponse(render_to_string("503.html", {"errors": refused.errors[""]}), status=503)


@contextmanager
def forgoing(what: str) -> Iterator[None]:
    """Go on without something that need not be written, where the database does not take it; the log tells."""
    try:
        yield
    except OperationalError as error:
        refusal_for(error, what)


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
