"""The server: Daphne, which brings HTTP, sockets and the event loop together, with the guards of its neighbours."""

from board_project.server.loop import loop, reactor  # isort: skip

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any
from weakref import WeakSet

from daphne.endpoints import build_endpoint_description_strings
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.logger import globalLogBeginner

from board_project.server import limits, proxies
from board_project.server.connections import Application, Connections
from board_project.server.drain import cancel, drain
from board_project.server.requests import RequestFactory
from board_project.server.sockets import SocketFactory
from board_project.server.upgrades import Upgrades

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Server(Connections):
    """Daphne with limits, honest client addresses, and an orderly end."""

    def __init__(
        self,
        application: Application,
        *,
        host: str,
        port: int,
        trusted_proxies: int = 0,
        ready: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Prepare to serve; ``ready`` is called with the port as soon as the server listens (0: any free one)."""
        super().__init__(
            application,
            endpoints=build_endpoint_description_strings(host=host, port=port),
            http_timeout=limits.HTTP_TIMEOUT,
            # Never; Daphne's own default is a day.
            websocket_timeout=-1,
            websocket_connect_timeout=limits.HANDSHAKE_TIMEOUT,
            ping_interval=limits.PING_INTERVAL,
            # Our requests leave one address there, one to believe (proxies.settle).
            proxy_forwarded_address_header=proxies.FORWARDED_FOR if trusted_proxies else None,
            proxy_forwarded_proto_header=proxies.FORWARDED_PROTO if trusted_proxies else None,
            server_name="",
        )
        self.trusted_proxies = trusted_proxies
        self.ready = ready
        self.max_body = limits.MAX_BODY
        self.upgrades = Upgrades()
        self.connections = {}
        self.channels = WeakSet()
        self.ports: list[Any] = []
        # Why the server could not listen.
        self.failure: BaseException | None = None
        self.draining = False
        self._tasks: list[asyncio.Task[None]] = []

    def run(self) -> None:
        """Serve until a signal; return at once, with ``failure`` set, where the server cannot listen."""
        asyncio.set_event_loop(loop)
        # Twisted's log repeats what is logged here, and tells of every client that went away.
        globalLogBeginner.beginLoggingTo([], redirectStandardIO=False, discardBuffer=True)
        # Before anybody is told that the server is there: who starts it may end it at once.
        for number in _SIGNALS:
            loop.add_signal_handler(number, self.leave)
        self._listen()
        if self.failure:
            return
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        reactor.addSystemEventTrigger("before", "shutdown", self.kill_all_applications)
        reactor.run(installSignalHandlers=False)

    def listen_success(self, port: Any) -> None:
        """Say that the server listens."""
        self.ports.append(port)
        self.ready(port.getHost().port)

    def listen_error(self, failure: Any) -> None:
        """Keep the reason for whoever started the server."""
        self.failure = failure.value

    def leave(self) -> None:
        """Take a signal: the first one drains, the second one stops at once, a third one kills."""
        if not self.draining:
            self.draining = True
            self._start(drain(self))
        else:
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
            self.stop()

    def kill_all_applications(self) -> "Deferred[Any]":
        """Cancel what is left when the server stops; Twisted waits for it."""
        running = [details.get("application_instance") for details in self.connections.values()]
        left = [*self._tasks, *filter(None, running)]
        return Deferred.fromFuture(asyncio.ensure_future(cancel(left), loop=loop))

    # --- Private

    def _listen(self) -> None:
        self.http_factory = RequestFactory(self)
        self.ws_factory = SocketFactory(self, server=self.server_name)
        self.ws_factory.setProtocolOptions(
            autoPingTimeout=limits.PING_TIMEOUT,
            openHandshakeTimeout=limits.HANDSHAKE_TIMEOUT,
            closeHandshakeTimeout=limits.CLOSE_HANDSHAKE,
            maxMessagePayloadSize=limits.MAX_MESSAGE,
            maxFramePayloadSize=limits.MAX_MESSAGE,
            # Say why (1009), where autobahn would cut.
            failByDrop=False,
        )
        self.ws_factory.settle()
        for endpoint in self.endpoints:
            listening = serverFromString(reactor, endpoint).listen(self.http_factory)  # type: ignore[no-untyped-call]
            listening.addCallbacks(self.listen_success, self.listen_error)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(loop.create_task(work))
