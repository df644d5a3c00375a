"""What this process hears of the others: one channel, in the groups of the boards that have a hub here.

The layer may be down or frozen: nobody waits for what happens here, and it is tried again and again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer

from boards.live.publisher import group_of

logger = logging.getLogger("liveboard.subscription")

# Seconds.
TIMEOUT = 2


class Subscription:
    """Keeps the groups of this process in line with the boards that it wants to hear of.

    ``wanted`` tells which these are now, ``hear`` gets each message, ``joined`` each board whose messages come from
    now on: what was said before that is lost.
    """

    def __init__(
        self,
        *,
        wanted: Callable[[], Collection[UUID]],
        hear: Callable[[dict[str, Any]], None],
        joined: Callable[[UUID], Awaitable[None]],
    ) -> None:
        self.boards: set[UUID] = set()
        self._wanted, self._hear, self._joined = wanted, hear, joined
        self._channel: str | None = None
        self._changed = asyncio.Event()

    def look(self) -> None:
        """Join or leave groups soon, if that is called for."""
        if self.boards ^ set(self._wanted()):
            self._changed.set()

    async def listen(self) -> None:
        """Take one message: another process's, or the echo of our own."""
        layer = get_channel_layer()
        if self._channel is None:
            async with asyncio.timeout(TIMEOUT):
                self._channel = await layer.new_channel()
            self._changed.set()
        self._hear(await layer.receive(self._channel))

    async def join(self) -> None:
        """Bring our groups in line, as soon as that is called for or possible again."""
        await self._changed.wait()
        self._changed.clear()
        if self._channel is None:
            return
        try:
            for board_id in self.boards ^ set(self._wanted()):
                await self._set_membership(board_id, self._channel)
        # Whatever the layer raises: the next look finds the difference again.
        except Exception:  # noqa: BLE001
            logger.warning("The channel layer does not answer; what other processes do comes with the heartbeat")

    async def _set_membership(self, board_id: UUID, channel: str) -> None:
        # A hub that comes or goes meanwhile is a difference that the next look finds.
        layer = get_channel_layer()
        async with asyncio.timeout(TIMEOUT):
            if board_id in self._wanted():
                await layer.group_add(group_of(board_id), channel)
                self.boards.add(board_id)
                await self._joined(board_id)
            else:
                await layer.group_discard(group_of(board_id), channel)
                self.boards.discard(board_id)
