"""A TCP proxy that does to connections what tunnels, routers and phones do: cuts them, swallows bytes, crawls."""

import asyncio
import contextlib
import socket
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

CHUNK = 64 * 1024
# Close with a reset: no FIN, and no frame of any protocol above.
RESET = struct.pack("ii", 1, 0)


class Proxy:
    """A way to one port, which can be cut."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        # No way through: whoever tries is reset at once.
        self.closed = False
        # Bytes are swallowed, both ways: the link is half-open.
        self.silent = False
        # Bytes per second towards the client; 0: as fast as it goes.
        self.pace = 0
        # While silent: who gave a connection up, and when.
        self.given_up: list[tuple[str, float]] = []
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def cut(self) -> None:
        """Reset every connection, as it is."""
        for writer in list(self._writers):
            _reset(writer)
        for task in list(self._tasks):
            task.cancel()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            if self.closed:
                return
            there_reader, there = await asyncio.open_connection("127.0.0.1", self.target)
            self._writers.add(there)
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._pump("client", reader, there, 0))
                    group.create_task(self._pump("server", there_reader, writer, self.pace))
            finally:
                self._writers.discard(there)
                _reset(there)
        except* (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            _reset(writer)

    async def _pump(self, side: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pace: int) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(min(CHUNK, pace or CHUNK)):
                if self.silent:
                    continue
                writer.write(data)
                await writer.drain()
                if pace:
                    await asyncio.sleep(len(data) / pace)
        if self.silent:
            # The other side hears nothing of this, either: until the connection is cut.
            self.given_up.append((side, time.monotonic()))
            await asyncio.Event().wait()
        raise ConnectionResetError


@asynccontextmanager
async def through(target: int, *, pace: int = 0) -> AsyncIterator[Proxy]:
    """Open a proxy to a port."""
    proxy = Proxy(target)
    proxy.pace = pace
    # A reader that crawls has small buffers, too, or the kernel reads for it.
    limit = 4 * pace or CHUNK
    server = await asyncio.start_server(proxy.handle, "127.0.0.1", 0, limit=limit, backlog=1024)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.closed = True
        proxy.cut()
        await asyncio.sleep(0)


def _reset(writer: asyncio.StreamWriter) -> None:
    if (wire := writer.get_extra_info("socket")) is not None and wire.fileno() != -1:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
