"""A browser of the generator: one socket, nearly free of cost, whose every frame is compared with everybody else's."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bench.frames import CLOSE, PING, PONG, Parser, ProtocolError, frame, text_frame
from bench.poller import poller

# Bytes that are read at once: a dozen frames.
_ROOM = 16 * 1024


@dataclass(frozen=True)
class Door:
    """Where a browser connects: port and path at 127.0.0.1, what its handshake says besides, and its own address."""

    port: int
    path: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"


class Listener(Protocol):
    """Whom browsers tell what they receive."""

    # What all of its browsers must receive, in this order.
    frames: list[bytes]

    def received(self, index: int) -> None:
        """Count one more browser that has frame ``index``."""

    def other(self, browser: "Browser", payload: bytes) -> None:
        """Take a message that is not the next frame; it may be a new one."""

    def lost(self, browser: "Browser", error: Exception | None) -> None:
        """Take note of a socket that ended."""


class Browser:
    """One open connection. ``seen`` is how many of its listener's frames it has, each once and in order."""

    def __init__(self, sock: socket.socket, door: Door, listener: Listener) -> None:
        self.door, self.listener = door, listener
        self.seen = 0
        self.is_open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Set by whoever waits for what is no frame.
        self.answered: Callable[[bytes], None] | None = None
        # Of the close frame, if one came.
        self.code: int | None = None
        self._socket, self._receive, self._parser = sock, sock.recv, Parser()
        # What came of the answer to the handshake; None when that is done.
        self._handshake: bytes | None = b""
        poller().add(sock, self._read)
        self._write(_upgrade(door))

    def send(self, text: str) -> None:
        """Send a text message."""
        self._write(text_frame(text))

    def close(self) -> None:
        """Cut the connection, if there still is one."""
        if self._socket.fileno() >= 0:
            poller().remove(self._socket)
            self._socket.close()

    # --- Private

    def _write(self, data: bytes) -> None:
        if self._socket.send(data) != len(data):
            raise ConnectionError("The server does not read")

    def _read(self) -> None:
        try:
            data = self._receive(_ROOM)
        except BlockingIOError:
            return
        except OSError as error:
            self._end(error)
            return
        if not data:
            self._end(None)
        elif self._handshake is None or (data := self._opened(data)):
            self._take(data)

    def _take(self, data: bytes) -> None:
        listener, frames = self.listener, self.listener.frames
        try:
            for first, payload in self._parser.feed(data):
                # Nearly always: what somebody else has received before.
                if self.seen < len(frames) and payload == frames[self.seen]:
                    self.seen += 1
                    listener.received(self.seen - 1)
                else:
                    self._take_other(first, payload)
        except (ProtocolError, OSError) as error:
            self._end(error)

    def _take_other(self, first: int, payload: bytes) -> None:
        if first == PING:
            self._write(frame(PONG, payload))
        elif first == CLOSE:
            # The server closes the connection when it has this.
            self.code = int.from_bytes(payload[:2])
            self._write(frame(CLOSE, payload[:2]))
        elif self.answered is not None and payload.startswith(b"{"):
            self.answered(payload)
        else:
            self.listener.other(self, payload)

    def _opened(self, data: bytes) -> bytes:
        """Read the answer to the handshake; return what came after it."""
        self._handshake = (self._handshake or b"") + data
        head, end, rest = self._handshake.partition(b"\r\n\r\n")
        if not end:
            return b""
        self._handshake = None
        status = head.partition(b"\r\n")[0].decode()
        if " 101 " not in status:
            self._end(ConnectionError(f"The server refused the handshake: {status}"))
            return b""
        self.is_open.set_result(None)
        return rest

    def _end(self, error: Exception | None) -> None:
        self.close()
        if self.is_open.done():
            self.listener.lost(self, error)
        else:
            self.is_open.set_exception(error or ConnectionError("The server hung up during the handshake"))


async def connect(door: Door, listener: Listener) -> Browser:
    """Return an open socket. Raises OSError if the server is not there, or does not want it."""
    sock = socket.socket()
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.bind((door.source, 0))
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", door.port))
        browser = Browser(sock, door, listener)
    except BaseException:
        sock.close()
        raise
    try:
        await browser.is_open
    except BaseException:
        browser.close()
        raise
    return browser


def _upgrade(door: Door) -> bytes:
    lines = [
        f"GET {door.path} HTTP/1.1",
        f"Host: 127.0.0.1:{door.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        # A nonce, against caches: there are none.
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in door.headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()
