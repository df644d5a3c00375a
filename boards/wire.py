"""A socket's way out: at once where its server offers that, else one message after the other as ASGI has it.

A frame goes to hundreds of sockets in a row. Awaiting the server for each of them costs more than all else together, so
ours (``board_project.server``) takes a text without that. Under any other server nothing is missing but the speed.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from board_project.server import EAGER

type Send = Callable[[dict[str, Any]], Awaitable[None]]

# Messages that wait for a server that makes its senders wait for slow readers.
MAX_WAITING = 1_000
# Seconds that a farewell waits for what was said before.
PATIENCE = 1


class Wire(Protocol):
    """What takes a socket's texts."""

    def write(self, *texts: str) -> None:
        """Take texts. Raises asyncio.QueueFull for a reader that is too slow, where the server itself cuts none."""

    async def flush(self) -> None:
        """Wait, not for long, until the server has what was written."""

    def cut(self) -> None:
        """Forget what is still unsent."""


def wire(scope: Mapping[str, Any], send: Send) -> Wire:
    """Return the way out of a socket, by what its server offers."""
    write = scope.get("extensions", {}).get(EAGER)
    return _Eager(write) if write else _Patient(send)


class _Eager:
    def __init__(self, write: Callable[..., None]) -> None:
        self.write = write

    async def flush(self) -> None:
        """Nothing waits here."""

    def cut(self) -> None:
        """Nothing waits here."""


class _Patient:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING)
        self._task: asyncio.Task[None] | None = None

    def write(self, *texts: str) -> None:
        for text in texts:
            self._waiting.put_nowait(text)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="wire")

    async def flush(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._waiting.join()

    def cut(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        while True:
            text = await self._waiting.get()
            try:
                await self._send({"type": "websocket.send", "text": text})
            finally:
                self._waiting.task_done()
