"""The look that nothing asked for, at who may listen and how they look now: while it goes on, so do frames.

Sessions end, accounts are closed and names change without a word to this process. To look at hundreds takes as long as
to serve them does: in one go, and before the next frame, it would be that one's delay.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from boards.live.inbox import Inbox
from boards.live.seats import Seats

logger = logging.getLogger("liveboard.hub")

# Sockets at once. A thread that reckons holds up the event loop: for some milliseconds, and no longer.
AT_ONCE = 50


class Watch:
    """The watch over the seats of one hub. ``then`` is handled after each look that came to its end."""

    def __init__(self, seats: Seats, inbox: Inbox, then: Callable[[], Awaitable[None]]) -> None:
        self._seats, self._inbox, self._then = seats, inbox, then
        self._task: asyncio.Task[None] | None = None

    def look_around(self) -> None:
        """Look soon at everybody, unless that is going on; who may not listen any more is turned out."""
        if self._task is None:
            self._task = asyncio.create_task(self._look_around(), name="watch")

    async def over(self) -> None:
        """Wait until nobody is looked at."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def stop(self) -> None:
        """Look at nobody any more."""
        if self._task is not None:
            self._task.cancel()

    async def _look_around(self) -> None:
        try:
            sockets = list(self._seats)
            for start in range(0, len(sockets), AT_ONCE):
                for socket, code in await self._seats.strangers(sockets[start : start + AT_ONCE]):
                    self._inbox.put(partial(self._seats.turn_out, socket, code))
            self._inbox.put(self._then)
        # A database that does not answer; the next look is in some seconds.
        except Exception:
            logger.exception("It could not be looked at who is there")
        finally:
            self._task = None
