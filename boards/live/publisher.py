"""The only sender: the process's own hub at once, then the channel layer in the background.

Nobody waits for the layer. What it loses, or what finds the queue full, is healed by the other processes' heartbeat.
"""

import asyncio
import logging
from typing import Any
from uuid import UUID, uuid4

from channels.layers import InMemoryChannelLayer, get_channel_layer

from boards.live.frame import Frame

logger = logging.getLogger("liveboard.publisher")

QUEUE_SIZE = 1_000
# Seconds; a frozen Redis must not hold up what comes after.
TIMEOUT = 2


def group_of(board_id: UUID) -> str:
    """Return the channel layer's name for the processes that have a hub of this board."""
    return f"board.{board_id.hex}"


def leads_elsewhere() -> bool:
    """Tell whether the channel layer leads to other processes: the one in memory has but our own echo."""
    return not isinstance(get_channel_layer(), InMemoryChannelLayer)


async def probe() -> None:
    """Send something that nobody hears. Raises what the layer raises if it does not answer."""
    await get_channel_layer().group_send("nobody", {"type": "probe"})


class Publisher:
    """Sends frames to the other processes, in order, from one task. They know this one as ``process``."""

    def __init__(self) -> None:
        self.process = uuid4().hex
        self._queue: asyncio.Queue[tuple[UUID, dict[str, Any]]] = asyncio.Queue(QUEUE_SIZE)
        self._task: asyncio.Task[None] | None = None

    def send(self, frame: Frame) -> None:
        """Take a frame to be sent; never waits, never raises."""
        # Asked first: without other processes no message is made of it.
        if leads_elsewhere():
            self.tell(frame.board, frame.to_message())

    def tell(self, board_id: UUID, message: dict[str, Any]) -> None:
        """Take a message to be sent; never waits, never raises. What is ephemeral is told again anyway."""
        if not leads_elsewhere():
            return
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="publisher")
        try:
            self._queue.put_nowait((board_id, {**message, "process": self.process}))
        except asyncio.QueueFull:
            logger.warning("Too much to publish: a %s of board %s is left to the heartbeat", message["type"], board_id)

    async def drained(self) -> None:
        """Wait until everything taken so far was sent or given up."""
        await self._queue.join()

    async def stop(self) -> None:
        """Stop the task."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        layer = get_channel_layer()
        while True:
            board_id, message = await self._queue.get()
            try:
                async with asyncio.timeout(TIMEOUT):
                    await layer.group_send(group_of(board_id), message)
            # Whatever the layer raises: the commit stands, and the heartbeat heals.
            except Exception as error:  # noqa: BLE001
                logger.warning("Publishing a %s of board %s failed: %r", message["type"], board_id, error)
            finally:
                self._queue.task_done()
