"""Which app runs for which connection: started, ended and forgotten together, whatever either of them does."""

from board_project.server.loop import loop, reactor  # isort: skip

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakSet

from daphne.server import Server as Daphne

from board_project.server import EAGER
from board_project.server.requests import Request
from board_project.server.sockets import Inbox, Socket

logger = logging.getLogger("liveboard.server")

type Application = Callable[..., Any]
# A Request or a Socket; Daphne has no types.
type Protocol = Any


class Connections(Daphne):
    """Daphne's book of connections; there, one exception ends the checks for good and leaves sockets without app."""

    connections: dict[Protocol, dict[str, Any]]
    # What requests come over; forgotten with its connection.
    channels: WeakSet[Any]
    application: Application

    def sockets(self) -> list[Socket]:
        """Return the sockets that are not gone yet."""
        return [each for each, details in self.connections.items() if _is_live_socket(each, details)]

    # --- One connection

    def create_application(self, protocol: Protocol, scope: dict[str, Any]) -> Inbox | asyncio.Queue[Any]:
        """Start the app for ``protocol`` and return the queue of what it shall hear."""
        queue: Inbox | asyncio.Queue[Any]
        if isinstance(protocol, Socket):
            queue = Inbox(protocol)
            scope["extensions"] = {EAGER: protocol.write_texts}
        else:
            queue = asyncio.Queue()
        scope.setdefault("asgi", {"version": "3.0"})
        send = partial(self.handle_reply, protocol)
        task = loop.create_task(self.application(scope, queue.get, send))
        task.add_done_callback(partial(self.application_ended, protocol))
        self.connections[protocol]["application_instance"] = task
        return queue

    async def handle_reply(self, protocol: Protocol, message: dict[str, Any]) -> None:
        """Send what the app says; it goes on when the reader of its answer does."""
        await super().handle_reply(protocol, message)
        if isinstance(protocol, Request):
            await protocol.has_room()

    def application_ended(self, protocol: Protocol, task: asyncio.Task[None]) -> None:
        """Close what the app has left open: after an exception, or because it forgot."""
        error = None if task.cancelled() else task.exception()
        if error:
            logger.error("The app failed", exc_info=error)
        details = self.connections.get(protocol, {})
        details.pop("application_instance", None)
        if "disconnected" in details:
            del self.connections[protocol]
        elif details:
            _guarded(protocol.handle_exception, error)

    def protocol_disconnected(self, protocol: Protocol) -> None:
        """Note the end of a connection; it is forgotten as soon as its app has ended too."""
        details = self.connections.get(protocol, {})
        if details:
            details.setdefault("disconnected", time.time())
            if "application_instance" not in details:
                del self.connections[protocol]

    # --- Checks, again and again

    def application_checker(self) -> None:
        """Cancel the apps that go on although their connection is long gone."""
        for details in list(self.connections.values()):
            since = time.time() - details.get("disconnected", time.time())
            if since > self.application_close_timeout:
                logger.warning("An app did not end after its connection; it was cancelled")
                details["application_instance"].cancel()
        reactor.callLater(1, self.application_checker)

    def timeout_checker(self) -> None:
        """Let every connection look at its clocks: pings, answers that take too long, requests that do not end."""
        for protocol in list(self.connections):
            _guarded(protocol.check_timeouts)
        for channel in list(self.channels):
            for request in list(channel.requests):
                _guarded(request.check_arrival)
        reactor.callLater(2, self.timeout_checker)


def _is_live_socket(protocol: Protocol, details: dict[str, Any]) -> bool:
    return isinstance(protocol, Socket) and "disconnected" not in details


def _guarded(call: Callable[..., object], *args: object) -> None:
    # One connection's trouble is nobody else's.
    try:
        call(*args)
    except Exception:
        logger.exception("A connection failed")
