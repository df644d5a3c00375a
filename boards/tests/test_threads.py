"""The threads beside the event loop, and the connections that they work with."""

import psycopg
import pytest
from django.db import connection

from boards.models import Board
from boards.threads import in_reads

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections that break"),
]


async def test_a_connection_that_broke_while_nobody_used_it_is_given_to_nobody(board: Board) -> None:
    assert await in_reads(_break_what_waits) > 0
    for _ in range(5):
        assert await in_reads(Board.objects.filter(pk=board.pk).exists)


def _break_what_waits() -> int:
    """Let the database end as many connections as an idle server has, as a restart does; return how many.

    Of more the pool takes longer to be rid: it pauses for 1, 2, 4 s between one broken connection and the next.
    """
    waiting = [each.info.backend_pid for each in connection.pool._pool][:2]  # type: ignore[attr-defined]
    fields = connection.get_connection_params()
    fields = {name: fields[name] for name in ("dbname", "user", "password", "host", "port") if name in fields}
    with psycopg.connect(**fields, autocommit=True) as own:
        own.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s::int[]) AS pid", [waiting])
    return len(waiting)
