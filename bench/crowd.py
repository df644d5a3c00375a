"""A crowd before one board: browsers that must all get the same frames, and writers among them who cause these."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.browser import Browser, Door, connect
from bench.dialects import Dialect
from bench.stream import Stream

# Handshakes under way at once.
AT_ONCE = 64
# Seconds without a delivery after which what is missing counts as lost.
PATIENCE = 20.0


class LostDelivery(Exception):
    """A browser did not get what it should have: the run is void."""


@dataclass(eq=False)
class Edit:
    """One edit: when it was sent, when its ack came, when the last browser had its frame (monotonic seconds)."""

    number: int
    writer: int
    sent: float
    acked: float | None = None
    seen: float | None = None

    @property
    def delay(self) -> float:
        """Seconds from sending to the last browser."""
        return (self.seen or 0.0) - self.sent


@dataclass
class Crowd:
    """Browsers of one board, of which the first ones write; and what each process that they are at tells them."""

    dialect: Dialect
    writers: int = 1
    browsers: list[Browser] = field(default_factory=list)
    streams: dict[int, Stream] = field(default_factory=dict)
    edits: dict[int, Edit] = field(default_factory=dict)
    # Called with each edit that is acknowledged (where the subject does that) and seen by everybody.
    finished: Callable[[Edit], None] = lambda _: None
    came_in: float = 0.0
    troubles: list[str] = field(default_factory=list)
    # How many streams have taken a step, when the last one had, and the edits whose step is known.
    _takers: Counter[int] = field(default_factory=Counter)
    _taken_at: dict[int, float] = field(default_factory=dict)
    _edit_of: dict[int, Edit] = field(default_factory=dict)

    @property
    def deliveries(self) -> int:
        """How many frames browsers have received."""
        return sum(stream.deliveries for stream in self.streams.values())

    async def enter(self, doors: Sequence[Door]) -> None:
        """Let everybody come, and wait until each is told so; ``came_in`` is the seconds that took."""
        gate = asyncio.Semaphore(AT_ONCE)
        self.streams = {
            port: Stream(
                size=size,
                is_frame=self.dialect.is_frame,
                read=self.dialect.reader(),
                taken=self._take,
                trouble=self.troubles.append,
            )
            for port, size in Counter(door.port for door in doors).items()
        }

        async def come(door: Door) -> Browser:
            async with gate:
                browser = await connect(door, self.streams[door.port])
                await self.dialect.greet(browser)
                return browser

        start = time.monotonic()
        self.browsers = list(await asyncio.gather(*map(come, doors)))
        self.came_in = time.monotonic() - start
        for browser in self.browsers[: self.writers]:
            browser.answered = self._answer_to if self.dialect.acknowledges else None

    def edit(self, writer: int) -> Edit:
        """Let a writer send an edit."""
        number = len(self.edits) + 1
        edit = self.edits[number] = Edit(number, writer, time.monotonic())
        if not self.dialect.acknowledges:
            self._edit_of[number] = edit
        self.browsers[writer].send(self.dialect.edit(writer, number))
        return edit

    async def warm_up(self) -> None:
        """Let each writer edit once, with nobody measuring."""
        for writer in range(self.writers):
            self.edit(writer)
        await self.settle()

    @property
    def pending(self) -> list[Edit]:
        """The edits that somebody has not seen, or the server not acknowledged."""
        return [edit for edit in self.edits.values() if edit.seen is None]

    async def settle(self) -> None:
        """Wait until everybody has seen everything. Raises LostDelivery if that does not come to be."""
        known, since = -1, time.monotonic()
        while self.pending and not self.troubles:
            if self.deliveries != known:
                known, since = self.deliveries, time.monotonic()
            elif time.monotonic() - since > PATIENCE:
                self.troubles.append(f"{self._missing()} deliveries are missing {PATIENCE:g} s after the last one")
            await asyncio.sleep(0.01)
        # Whatever is wrong may come late: a frame twice, for instance.
        await asyncio.sleep(0.05)
        self.check()

    def check(self) -> None:
        """Raise LostDelivery if something was lost, repeated, out of order, or refused."""
        if self.troubles:
            raise LostDelivery(f"{self.dialect.name}: " + "; ".join(self.troubles[:3]))

    async def leave(self) -> None:
        """Cut all connections."""
        for stream in self.streams.values():
            stream.leave()
        for browser in self.browsers:
            browser.close()
        await asyncio.sleep(0.05)

    # --- Private

    def _answer_to(self, payload: bytes) -> None:
        answer = self.dialect.answer(payload)
        if isinstance(answer, str):
            self.troubles.append(answer)
        elif answer is not None:
            number, step = answer
            self.edits[number].acked = time.monotonic()
            self._edit_of[step] = self.edits[number]
            self._look_at(step)

    def _take(self, steps: Sequence[int]) -> None:
        now = time.monotonic()
        for step in steps:
            self._takers[step] += 1
            if self._takers[step] == len(self.streams):
                self._taken_at[step] = now
                self._look_at(step)

    def _look_at(self, step: int) -> None:
        edit = self._edit_of.get(step)
        if edit is not None and step in self._taken_at:
            edit.seen = self._taken_at[step]
            self.finished(edit)

    def _missing(self) -> int:
        known = {port: len(stream.frames) for port, stream in self.streams.items()}
        return sum(known[browser.door.port] - browser.seen for browser in self.browsers) or len(self.pending)
