"""An actor's inbox: whatever arrives is handled one after the other, so that no order of arrival needs a lock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger("liveboard.hub")


class Inbox:
    """Awaits what is put into it, in turn. One that fails is logged, and the next one's turn comes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(), name=name)

    def put(self, work: Callable[[], Awaitable[None]]) -> None:
        """Take work; never waits."""
        self._queue.put_nowait(work)

    async def handled(self) -> None:
        """Wait until everything taken so far was handled."""
        await self._queue.join()

    async def stop(self) -> None:
        """Handle nothing more."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            work = await self._queue.get()
            try:
                await work()
            except Exception:
                # One bad frame or socket must not end the relay; the heartbeat repairs what was left undone.
                logger.exception("The %s stumbled", self._name)
            finally:
                self._queue.task_done()
