"""One websocket: bounded both ways, pinged, and closed with any code."""

# Twisted's and autobahn's names are not ours to choose.
# ruff: noqa: N802, N803

import asyncio
import logging
from typing import Any, cast

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from board_project.server import framing, limits

logger = logging.getLogger("liveboard.server")

_NORMAL = 1000
# One for all sockets of the process.
_texts = framing.Texts()

type Message = dict[str, Any]


class Socket(WebSocketProtocol):
    """Daphne's socket, which used to send and to receive without bound and to know two close codes."""

    def connectionMade(self) -> None:
        """Start with nothing on its way."""
        super().connectionMade()
        self.allowance = limits.MAX_UNSENT

    def onOpen(self) -> None:
        """Forget the headers, which the app has read: they would be kept four times for as long as the socket lives."""
        super().onOpen()
        self.http_request_data = b""
        self.http_headers = self.request.headers = {}
        # The scope's own list, of which every layer of the app has a copy of its scope.
        self.clean_headers.clear()

    # --- From the browser

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        """Hand a message to the app; stop reading while too many wait."""
        # After our close frame the app is on its way out.
        if self.state != self.STATE_OPEN:
            return
        super().onMessage(payload, isBinary)
        if self.application_queue.qsize() >= limits.MAX_WAITING:
            self.transport.pauseProducing()

    def onClose(self, wasClean: bool, code: int | None, reason: str | None) -> None:
        """Tell the app, if there is one: a handshake that failed early never reached it."""
        if hasattr(self, "server"):
            super().onClose(wasClean, code, reason)

    # --- To the browser

    def serverSend(self, content: str | bytes, binary: bool = False) -> None:
        """Send a message, or cut a socket that does not read.

        Past autobahn's ``sendMessage``: its size limit, meant for what comes in, holds for what goes out too.
        """
        if self.state == self.STATE_CONNECTING:
            self.serverAccept()
        if isinstance(content, str):
            self.write_texts(content)
        else:
            self._write(framing.framed(content, framing.BINARY if binary else framing.TEXT))

    def write_texts(self, *texts: str) -> None:
        """Write texts at once, or cut a socket that does not read: what the app finds as ``EAGER``."""
        self._write(_texts.frames_of(texts))

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:
        """Send what autobahn itself has to say: the answer to a handshake, pings, closes.

        Its own way waits for a turn of the loop, or several, and makes texts for a log that nobody keeps.
        """
        if self.unsent():
            self.transport.write(data)
        else:
            self._hand_over(data)

    def serverClose(self, code: int | None = None) -> None:
        """Close with any code; autobahn's ``sendClose`` refuses 1012 and 1013."""
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=_NORMAL if code is None else code)

    def check_timeouts(self) -> None:
        """Ping, unless the last ping is still under way: a second one would make its pong count for nothing."""
        if self.state != self.STATE_OPEN or self.autoPingTimeoutCall is None:
            super().check_timeouts()

    def unsent(self) -> int:
        """Return the number of bytes that the kernel has not taken yet."""
        transport = self.transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen  # type: ignore[no-any-return]  # noqa: SLF001

    # --- Private

    def _write(self, frames: bytes) -> None:
        # One that is closing needs no more; the sender cannot know yet.
        if self.state != self.STATE_OPEN:
            return
        unsent = self.unsent()
        if not unsent:
            # A whole board may be larger than the bound; it is alone, so it is no backlog.
            self.allowance = limits.MAX_UNSENT + len(frames)
            self._hand_over(frames)
        elif unsent + len(frames) <= self.allowance:
            self.transport.write(frames)
        else:
            logger.info("Cut a socket with %d unsent bytes", unsent)
            self.wasNotCleanReason = "slow reader"
            # A close frame would wait behind all that is unsent.
            self.dropConnection(abort=True)

    def _hand_over(self, data: bytes) -> None:
        """Give the kernel what it takes now; Twisted would wait for the loop's next turn to try."""
        transport = self.transport
        try:
            sent = transport.socket.send(data) if transport.connected and not transport.disconnecting else 0
        except OSError:
            # Its buffer is full. Any other error Twisted finds again, and knows what to do about it.
            sent = 0
        if sent < len(data):
            transport.write(data[sent:])


class Inbox:
    """The messages of a socket that wait for the app, which alone takes them; it reads on when half of them are taken.

    A queue of asyncio's has three deques and an event, which is 3 KiB of each socket that says nothing.
    """

    __slots__ = ("_arrival", "_socket", "_waiting")

    def __init__(self, socket: Socket) -> None:
        self._socket = socket
        self._waiting: list[Message] = []
        self._arrival: asyncio.Future[None] | None = None

    def qsize(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def put_nowait(self, message: Message) -> None:
        """Add a message, and wake the app if it waits for one."""
        self._waiting.append(message)
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)

    async def get(self) -> Message:
        """Take the oldest message, as soon as there is one."""
        while not self._waiting:
            self._arrival = asyncio.get_running_loop().create_future()
            await self._arrival
        message = self._waiting.pop(0)
        if self.qsize() == limits.MAX_WAITING // 2:
            self._socket.transport.resumeProducing()
        return message


class SocketFactory(WebSocketFactory):
    """Makes the protocol of each socket."""

    protocol = Socket

    def settle(self) -> None:
        """Give sockets the options as their class's: autobahn copies all of them to each, and prints them for a log."""
        options = {name: getattr(self, name) for name in Socket.CONFIG_ATTRS}
        # Those that are functions are no methods.
        shared = {name: staticmethod(each) if callable(each) else each for name, each in options.items()}
        self.protocol = cast(type[Socket], type("Socket", (Socket,), shared | {"CONFIG_ATTRS": ()}))
