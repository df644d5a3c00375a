"""What one process tells its browsers of a board: the same frames to all of them, each once and in one order."""

from collections.abc import Callable, Sequence

from bench.browser import Browser


class Stream:
    """The frames of ``size`` browsers. ``read`` gives the steps that a new frame takes, none if it is wrong.

    A frame is new where no browser of the stream had it before; all others compare theirs with it byte by byte.
    """

    def __init__(
        self,
        *,
        size: int,
        is_frame: Callable[[bytes], bool],
        read: Callable[[bytes], Sequence[int]],
        taken: Callable[[Sequence[int]], None],
        trouble: Callable[[str], None],
    ) -> None:
        self.frames: list[bytes] = []
        self.deliveries = 0
        self._size, self._is_frame, self._read, self._taken, self._trouble = size, is_frame, read, taken, trouble
        # For each frame, the steps that it takes and how many browsers have it.
        self._steps: list[Sequence[int]] = []
        self._counts: list[int] = []
        self._leaving = False

    def leave(self) -> None:
        """Be surprised by no socket that ends from now on."""
        self._leaving = True

    # --- What browsers tell

    def received(self, index: int) -> None:
        """Count one more browser that has frame ``index``."""
        self.deliveries += 1
        self._counts[index] += 1
        if self._counts[index] == self._size:
            self._taken(self._steps[index])

    def other(self, browser: Browser, payload: bytes) -> None:
        """Take what is not the next known frame: a new one, or what is said besides."""
        if not self._is_frame(payload):
            return
        steps = self._read(payload) if browser.seen == len(self.frames) else ()
        if not steps:
            self._trouble(f"a frame out of order, or twice: {payload[:80]!r}")
            return
        self.frames.append(payload)
        self._steps.append(steps)
        self._counts.append(0)
        browser.seen += 1
        self.received(browser.seen - 1)

    def lost(self, browser: Browser, error: Exception | None) -> None:
        """Note a socket that ended though nobody left."""
        if not self._leaving:
            self._trouble(f"a socket was lost: {error or browser.code}")
