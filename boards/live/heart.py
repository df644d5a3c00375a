"""The heartbeat of a process: it notices what no message told, and lets its hubs heal.

Twice a second, so that somebody who was removed at another process is turned out within a second even while the
channel layer is down: half a second until the beat, a tenth of patience, and two reads.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from boards import queries
from boards.live.hub import Hub
from boards.threads import in_reads

logger = logging.getLogger("liveboard.heart")

# Seconds between two beats, and beats between two looks at what nothing tells: every 5 s and every 10 s.
HEARTBEAT = 0.5
CHECK_EVERY = 10
HEAD_EVERY = 20


class Heart:
    """Counts the beats."""

    def __init__(self) -> None:
        self._beats = 0

    async def beat(self, hubs: Mapping[UUID, Hub]) -> None:
        """Wait, then ask in one query for the epoch and the heads of all boards; what lags is repaired."""
        await asyncio.sleep(HEARTBEAT)
        self._beats += 1
        # Those of now; some may be closed while the database answers.
        hubs = dict(hubs)
        stamps = await in_reads(queries.pulse, board_ids=list(hubs)) if hubs else {}
        for board_id, hub in hubs.items():
            self._look_after(hub, stamps.get(board_id))

    def _look_after(self, hub: Hub, stamp: queries.Stamp | None) -> None:
        if stamp:
            hub.expect(stamp)
        # Without one the board was deleted: nobody is a member of it any more.
        if not stamp:
            hub.check_access()
        elif self._beats % CHECK_EVERY == 0:
            hub.look_around()
        if self._beats % HEAD_EVERY == 0:
            hub.tell_head()
        hub.ephemera.beat(time.monotonic())


async def for_ever(work: Callable[[], Awaitable[None]]) -> None:
    """Repeat ``work``; what it raises is logged, and it is tried again with the next beat."""
    while True:
        try:
            await work()
        # A part that ended would end quietly: whatever it raised, it goes on.
        except Exception as error:  # noqa: BLE001
            logger.warning("%r failed and is tried again: %r", work, error)
            await asyncio.sleep(HEARTBEAT)
