"""One websocket: bounded both ways, pinged, and closed with any code."""

# Twisted's and autobahn's names are not ours to choose.
# ruff: noqa: N802, N803

import asyncio
import logging
from typing import Any

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from board_project.server import limits

logger = logging.getLogger("liveboard.server")

_TEXT, _BINARY = 1, 2
_NORMAL = 1000

type Message = dict[str, Any]


class Socket(WebSocketProtocol):
    """Daphne's socket, which used to send and to receive without bound and to know two close codes."""

    def connectionMade(self) -> None:
        """Start with nothing on its way."""
        super().connectionMade()
        self.allowance = limits.MAX_UNSENT

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
        # One that is closing needs no more; the sender cannot know yet.
        if self.state == self.STATE_OPEN:
            payload = content.encode() if isinstance(content, str) else content
            if self._has_room(len(payload)):
                self.sendFrame(opcode=_BINARY if binary else _TEXT, payload=payload)
            else:
                logger.info("Cut a socket with %d unsent bytes", self.unsent())
                self.wasNotCleanReason = "slow reader"
                # A close frame would wait behind all that is unsent.
                self.dropConnection(abort=True)

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

    def _has_room(self, size: int) -> bool:
        unsent = self.unsent()
        if not unsent:
            # A whole board may be larger than the bound; it is alone, so it is no backlog.
            self.allowance = limits.MAX_UNSENT + size
        return unsent + size <= self.allowance


class Inbox(asyncio.Queue[Message]):
    """The messages of a socket that wait for the app; it reads on when half of them are taken."""

    def __init__(self, socket: Socket) -> None:
        super().__init__()
        self._socket = socket

    def _get(self) -> Message:
        message = super()._get()
        if self.qsize() == limits.MAX_WAITING // 2:
            self._socket.transport.resumeProducing()
        return message


class SocketFactory(WebSocketFactory):
    """Makes the protocol of each socket."""

    protocol = Socket
