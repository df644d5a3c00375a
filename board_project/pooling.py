"""Keeping PostgreSQL's pool of connections in order when the database was restarted under it."""

import time
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import ConnectionPool

# Seconds that a connection is trusted for: else each edit asks one. A database takes longer to start again.
TRUSTED = 1
_asked: WeakKeyDictionary[psycopg.Connection[Any], float] = WeakKeyDictionary()


def check(connection: psycopg.Connection[Any]) -> None:
    """Ask a connection before it is given to anybody, but at most once a second. Raises psycopg.Error if it is broken.

    The pool waits longer after each broken one, and gives up after some. What broke one broke all that wait beside
    it, so those go at once, and nobody meets a second one.
    """
    now = time.monotonic()
    if now - _asked.get(connection, float("-inf")) < TRUSTED:
        return
    _asked[connection] = now
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        # The pool keeps itself there; Django asks it the same way.
        pool = connection._pool  # noqa: SLF001
        if isinstance(pool, ConnectionPool):
            pool.check()
        raise
