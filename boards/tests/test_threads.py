"""The threads beside the event loop, and the connections that they work with."""

import asyncio

import psycopg
import pytest
from django.db import connection

from board_project import pooling
from boards.models import Board
from boards.threads import in_reads

# With fewer the pool finds a sound one in time, whatever it does.
MANY = 6

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections that break"),
]


async def test_connections_that_broke_while_nobody_used_them_are_given_to_nobody(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "TRUSTED", 0)
    await asyncio.gather(*(in_reads(_be_busy) for _ in range(MANY)))
    assert await in_reads(_break_what_waits) >= MANY
    # Whoever comes alone would meet one after the other, until the pool gives up.
    assert await in_reads(Board.objects.filter(pk=board.pk).exists)


def _be_busy() -> None:
    """Hold a connection for a moment, so that others need one of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")


def _break_what_waits() -> int:
    """Let the database end the connections that wait in the pool, as a restart does; return how many."""
    waiting = [each.info.backend_pid for each in connection.pool._pool]  # type: ignore[attr-defined]
    fields = connection.get_connection_params()
    fields = {name: fields[name] for name in ("dbname", "user", "password", "host", "port") if name in fields}
    with psycopg.connect(**fields, autocommit=True) as own:
        own.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s::int[]) AS pid", [waiting])
    return len(waiting)
