"""The two thread pools that stand between the event loop and the ORM, so that no slow lock stalls the sockets.

Commands have one pool (a single thread on SQLite, which has one writer anyway), reads another: neither waits for the
other.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import translation

_WRITERS = settings.POOL_SIZE
_READERS = max(2, settings.POOL_SIZE)
_commands = ThreadPoolExecutor(_WRITERS, thread_name_prefix="command")
_reads = ThreadPoolExecutor(_READERS, thread_name_prefix="read")
_POOLS = ((_commands, _WRITERS), (_reads, _READERS))


async def in_commands[**P, R](work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run ``work``, which writes, in a thread of the commands' pool."""
    return await _run(_commands, lambda: work(*args, **kwargs))


async def in_reads[**P, R](work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run ``work``, which only reads, in a thread of the reads' pool."""
    return await _run(_reads, lambda: work(*args, **kwargs))


async def _run[R](pool: ThreadPoolExecutor, work: Callable[[], R]) -> R:
    return await asyncio.get_running_loop().run_in_executor(pool, _as_asked, translation.get_language(), work)


def _as_asked[R](language: str | None, work: Callable[[], R]) -> R:
    # Threads are for everybody, and refusals have words.
    with translation.override(language):
        return _with_fresh_connections(work)


def _with_fresh_connections[R](work: Callable[[], R]) -> R:
    # What Django does around a request: a connection that broke is not used again, a pooled one goes back.
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


def rest() -> None:
    """Wait until neither pool has work under way, nor any that was handed to it before."""
    _in_every_thread(lambda: None)


def close() -> None:
    """End both pools and their connections; for the end of a process that goes on to drop the database."""
    _in_every_thread(connections.close_all)
    for pool, _ in _POOLS:
        pool.shutdown()


def _in_every_thread(work: Callable[[], object]) -> None:
    def met(meeting: threading.Barrier) -> None:
        # Each thread takes one, and none takes two: they wait for one another.
        meeting.wait()
        work()

    for pool, size in _POOLS:
        meeting = threading.Barrier(size)
        wait([pool.submit(met, meeting) for _ in range(size)])
