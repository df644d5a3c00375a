"""The flow of an answer in pieces: the app goes on when its reader has taken what was sent."""

# Twisted's names are not ours to choose.
# ruff: noqa: N802

import asyncio
from time import monotonic

from twisted.internet.interfaces import IPushProducer
from zope.interface import implementer


@implementer(IPushProducer)
class Valve:
    """Closed by the connection while what was written to it waits in memory. ``moved``: when it last went on."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self.resumeProducing()

    def pauseProducing(self) -> None:
        """Let the app wait: the connection has enough to send."""
        self._open.clear()

    def resumeProducing(self) -> None:
        """Let the app go on: all of it is on its way."""
        self.moved = monotonic()
        self._open.set()

    def stopProducing(self) -> None:
        """Let the app go on and find out: nobody reads any more."""
        self.resumeProducing()

    async def opened(self) -> None:
        """Wait until there is room."""
        await self._open.wait()
