"""How the server leaves: nobody new, everybody told to come back, what was begun is finished."""

import asyncio
import logging
from typing import TYPE_CHECKING

from board_project.server import Hook, limits, on_drain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from board_project.server.daemon import Server

logger = logging.getLogger("liveboard.server")

# "Service restart": the browser connects again, with jitter.
RESTART = 1012


async def drain(server: "Server") -> None:
    """Stop listening, close the sockets, wait for the requests in flight (at most 10 s), call the hooks, stop."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limits.DRAIN_TIMEOUT
    for port in server.ports:
        port.stopListening()
    await _send_away(server)
    await _finish(server, deadline)
    await call(on_drain)
    # Whoever was on the way while the hooks ran.
    await _finish(server, deadline)
    server.stop()


async def call(hooks: "Iterable[Hook]") -> None:
    """Await every hook; one that fails or hangs is logged, and the next one's turn comes."""
    for hook in list(hooks):
        try:
            await asyncio.wait_for(hook(), limits.HOOK_TIMEOUT)
        except Exception:
            logger.exception("A hook of the server failed: %r", hook)


async def cancel(tasks: "Iterable[asyncio.Task[None]]") -> None:
    """Cancel what still runs, and give it a moment to clean up."""
    pending = [task for task in tasks if not task.done()]
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending, timeout=limits.CANCEL_TIMEOUT)


async def _finish(server: "Server", deadline: float) -> None:
    loop = asyncio.get_running_loop()
    _hang_up(server)
    while server.connections and loop.time() < deadline:
        # Those whose handshake was under way a moment ago.
        for socket in server.sockets():
            socket.serverClose(RESTART)
        await asyncio.sleep(0.05)
        _hang_up(server)


def _hang_up(server: "Server") -> None:
    """Close what proxies keep open between requests: the next one would find nobody to finish it."""
    for channel in list(server.channels):
        if not channel.requests:
            channel.loseConnection()


async def _send_away(server: "Server") -> None:
    sockets = server.sockets()
    few = len(sockets) <= limits.FEW
    pause = 0 if few else min(limits.SPREAD / len(sockets), 1 / limits.SPREAD_PER_SECOND)
    for socket in sockets:
        socket.serverClose(RESTART)
        await asyncio.sleep(pause)
