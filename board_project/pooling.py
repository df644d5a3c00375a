"""Keeping PostgreSQL's pool of connections in order when the database was restarted under it."""

from typing import Any

import psycopg
from psycopg_pool import ConnectionPool


def check(connection: psycopg.Connection[Any]) -> None:
    """Ask a connection before it is given to anybody. Raises psycopg.Error if it is broken.

    The pool waits longer after each broken one, and gives up after some. What broke one broke all that wait beside
    it, so those go at once, and nobody meets a second one.
    """
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        # The pool keeps itself there; Django asks it the same way.
        pool = connection._pool  # noqa: SLF001
        if isinstance(pool, ConnectionPool):
            pool.check()
        raise
