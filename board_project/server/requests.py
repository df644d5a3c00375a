"""One HTTP request: its body is bounded before it is kept, and its client is who trusted proxies say."""

# Twisted's names are not ours to choose.
# ruff: noqa: N802

from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import TYPE_CHECKING

from daphne.http_protocol import HTTPFactory, WebRequest

from board_project.server import limits, proxies
from board_project.server.flow import Valve
from board_project.server.loop import reactor

if TYPE_CHECKING:
    from twisted.internet.interfaces import IAddress
    from twisted.web.http import HTTPChannel

_TOO_LARGE = b"The request is too large.\n"
_REFUSAL = (
    b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_TOO_LARGE), _TOO_LARGE)
)


class Request(WebRequest):
    """Daphne's request, which used to keep a body of any size and to believe any proxy header."""

    error_template = "<!doctype html><title>%(title)s</title><h1>%(title)s</h1><p>%(body)s</p>"

    def __init__(self, channel: "HTTPChannel", queued: bool) -> None:
        # Forms are Django's task; Twisted would parse every body once more.
        super().__init__(channel, queued, parsePOSTFormSubmission=False)
        self.server.channels.add(channel)
        self.body_size = 0
        self.max_body = 0
        self.too_large = False
        self.began: float | None = monotonic()
        # Only of an answer in pieces.
        self.valve: Valve | None = None

    # --- Body, as it arrives

    def gotLength(self, length: int | None) -> None:
        """Take the announced size (None: chunked, so unknown) once the headers are read."""
        # The request line is read, but not yet the request's own.
        path = self.channel._path.partition(b"?")[0]  # noqa: SLF001
        self.max_body = limits.LARGER_BODIES.get(path, self.server.max_body)
        # In memory while it is small; Twisted would write a file of any size, and closes it with the request.
        self.content = SpooledTemporaryFile(max_size=self.server.max_body)  # noqa: SIM115
        if length is not None and length > self.max_body:
            self._refuse_body()

    def handleContentChunk(self, data: bytes) -> None:
        """Keep a piece of the body, unless the whole has become too large."""
        self.body_size += len(data)
        if self.too_large:
            return
        if self.body_size > self.max_body:
            self._refuse_body()
        else:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:
        """Go on to the app, unless the request has been answered."""
        self.began = None
        if not self.too_large:
            super().requestReceived(command, path, version)

    def check_arrival(self) -> None:
        """Cut whoever sends so slowly that it would go on for days."""
        if self.began is not None and monotonic() - self.began > limits.ARRIVAL:
            self._cut()

    # --- Request

    def process(self) -> object:
        """Settle who asks, then let Daphne hand the request, or the socket, to the app."""
        address = proxies.settle(self.requestHeaders, hops=self.server.trusted_proxies)
        if (self.getHeader(b"upgrade") or b"").lower() == b"websocket":
            if self.server.draining:
                return self.basic_error(503, b"Service Unavailable", "The server is restarting.")
            if not self.server.upgrades.allow(address or getattr(self.client, "host", "")):
                return self.basic_error(429, b"Too Many Requests", "Too many connections; wait a moment.")
        done = super().process()
        if self.transport is None:
            self._become_a_socket()
        return done

    # --- Answer

    def handle_reply(self, message: dict[str, object]) -> None:
        """Send a part of the app's answer; while the server leaves, it is the connection's last one."""
        if message.get("type") == "http.response.start" and self.server.draining and not self.finished:
            self.responseHeaders.setRawHeaders(b"connection", [b"close"])
            self.channel.persistent = False
        if message.get("type") == "http.response.body" and not self.finished and self.channel is not None:
            self._regulate(more=bool(message.get("more_body")))
        super().handle_reply(message)

    async def has_room(self) -> None:
        """Wait until the reader has taken what was sent: otherwise a slow one would have the whole answer kept here."""
        if self.valve is not None:
            await self.valve.opened()

    def handle_exception(self, exception: BaseException | None) -> None:
        """Answer for an app that failed or fell silent: 500, or a cut where half an answer is out already."""
        if self._response_started:
            self._cut()
        else:
            super().handle_exception(exception)

    def check_timeouts(self) -> None:
        """Answer 503, or cut, where the app takes too long, or the reader of an answer in pieces takes nothing."""
        silence = self.duration() if self.valve is None else monotonic() - self.valve.moved
        if self.finished or silence <= self.server.http_timeout:
            return
        if self._response_started:
            self._cut()
        else:
            self.basic_error(503, b"Service Unavailable", "This took too long; try again.")

    def connectionLost(self, reason: object) -> None:
        """Let an app that waits for its reader find out that there is none."""
        if self.valve is not None:
            self.valve.stopProducing()
        super().connectionLost(reason)

    # --- Private

    def _become_a_socket(self) -> None:
        """Let go of the connection, which a socket has now: Twisted would keep us for as long as that lives."""
        channel = self.channel
        # Otherwise it would be closed as one that waits between two requests.
        self.server.channels.discard(channel)
        channel.transport.unregisterProducer()
        channel.requests.clear()
        self.content.close()

    def _regulate(self, *, more: bool) -> None:
        if self.valve is not None:
            self.valve.moved = monotonic()
        if more and self.valve is None:
            self.valve = Valve()
            self.registerProducer(self.valve, streaming=True)
        elif not more and self.valve is not None:
            self.unregisterProducer()
            self.valve = None

    def _refuse_body(self) -> None:
        self.too_large = True
        self.content.truncate(0)
        # Else "100 Continue" would follow.
        self.requestHeaders.removeHeader(b"expect")
        transport = self.channel.transport
        transport.write(_REFUSAL)
        # The sender reads the answer and the end; what it still sends is dropped, for a while.
        transport.loseWriteConnection()
        reactor.callLater(limits.LINGER, transport.abortConnection)

    def _cut(self) -> None:
        # An end that looks complete would be a lie: the length or the last chunk is missing, and the client sees it.
        if self.channel is not None:
            self.channel.transport.abortConnection()


class RequestFactory(HTTPFactory):
    """Makes the protocol of each connection, with our requests."""

    def buildProtocol(self, addr: "IAddress") -> object:
        """Return the protocol of a new connection."""
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol
