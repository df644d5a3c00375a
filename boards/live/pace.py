"""Not too often: what is asked for again and again is done soon, then at most once in a while, and always once more."""

import asyncio
from collections.abc import Callable

# Seconds: what happens within a moment is done in one go; between two times.
MOMENT = 0.05
INTERVAL = 1.0


class Pace:
    """Calls ``work`` a moment after it was asked for, but never twice within the interval."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._loop = asyncio.get_running_loop()
        self._last = float("-inf")
        self._timer: asyncio.TimerHandle | None = None

    def ask(self, *, within: float | None = None) -> None:
        """See to it that the work is done within ``within`` seconds (a moment), as far as the interval allows."""
        due = max(self._loop.time() + (MOMENT if within is None else within), self._last + INTERVAL)
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(due, self._run)

    def stop(self) -> None:
        """Do nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _run(self) -> None:
        self._timer = None
        self._last = self._loop.time()
        self._work()
