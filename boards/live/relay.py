"""The relay of a board: revisions strictly in order to the local sockets, and the healing of what is missing.

It is an actor: frames and repairs wait in one inbox and are handled one after the other. Databases are read outside, in
the reads' threads; the result comes back through the inbox.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from uuid import UUID

from boards.live import resume
from boards.live.frame import Frame
from boards.live.inbox import Inbox
from boards.live.seat import Socket
from boards.live.seats import Seats
from boards.live.sequence import Sequence
from boards.queries import Stamp
from boards.threads import in_reads

logger = logging.getLogger("liveboard.hub")

# Seconds that a revision may wait for its forerunners before the journal is read instead.
PATIENCE = 0.1
# A hub rests so many times as long as it took to relay, but no longer than a screen shows a picture: in seconds.
REST = 16
LONGEST_REST = 1 / 60


class Relay:
    """The order of one board's revisions, from ``stamp`` on, and the seats that they go to."""

    def __init__(self, board_id: UUID, stamp: Stamp) -> None:
        self.board_id = board_id
        self.sequence = Sequence(stamp)
        self.seats = Seats(board_id, self.leave)
        self.inbox = Inbox(f"hub of board {board_id}")
        # Since they were last looked at; and the moment from which they may be again.
        self._arrived: list[Frame] = []
        self._rested = 0.0
        self._access_changed = False
        self._gap: asyncio.Task[None] | None = None
        # What a repair is for: each tells whether it is still needed.
        self._doubts: list[Callable[[], bool]] = []

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.seats.pop(socket, None)

    def receive(self, frame: Frame) -> None:
        """Take a frame from this process or another one, in any order, any number of times."""
        self._arrived.append(frame)
        if len(self._arrived) > 1:
            # Whoever looks at the first one looks at all.
            return
        if (rest := self._rested - time.monotonic()) > 0:
            asyncio.get_running_loop().call_later(rest, self.inbox.put, self._handle)
        else:
            self.inbox.put(self._handle)

    def expect(self, stamp: Stamp) -> None:
        """Learn where the board stands (the heartbeat); repair if that is not where this hub is soon."""
        if self.sequence.is_behind(stamp):
            self._mend_soon(lambda: self.sequence.is_behind(stamp))
        elif stamp.revision != self.sequence.revision:
            # Read before the last frame came, or after the database was taken back in time: the journal knows.
            self._mend_soon(lambda: True)

    def tell_head(self) -> None:
        """Tell live sockets where the board is, so that a browser notices what it did not get."""
        self.inbox.put(self._tell_head)

    def check_access(self) -> None:
        """Look again who may listen; the others are closed."""
        self.inbox.put(self.seats.check_access)

    async def settled(self) -> None:
        """Wait until the inbox is empty and no repair is under way."""
        await self.inbox.handled()
        while self._arrived or self._gap is not None:
            await (asyncio.sleep(LONGEST_REST) if self._gap is None else asyncio.wait([self._gap]))
            await self.inbox.handled()

    async def stop(self) -> None:
        """Stop relaying."""
        await self.inbox.stop()
        if self._gap is not None:
            self._gap.cancel()
            await asyncio.gather(self._gap, return_exceptions=True)

    # Private

    async def _handle(self) -> None:
        """Relay whatever has arrived, and is due, in one go: a busy board asks the kernel once, not for each frame."""
        arrived, self._arrived = self._arrived, []
        are_known = True
        for frame in arrived:
            # Remembered until the check: this frame may yet be replaced by what the journal tells.
            self._access_changed |= frame.access
            are_known &= self.sequence.take(frame)
        if self.sequence.next() is not None:
            await self._relay(iter(self.sequence.next, None))
        if not are_known:
            self._mend_soon(lambda: True)
        elif self.sequence.has_gap:
            self._mend_soon(lambda: self.sequence.has_gap)

    async def _relay(self, due: Iterable[Frame]) -> None:
        if self._access_changed:
            await self.seats.check_access()
            self._access_changed = False
        # Not before: where the check fails, these are still to come.
        frames = []
        for frame in due:
            self.sequence.passed(frame)
            frames.append(frame)
        begun = time.monotonic()
        self.seats.each(lambda seat: seat.give(*frames))
        # The loop is for others now, and what arrives meanwhile goes in one go: the busier a board is, the more of its
        # frames share what asking the kernel costs for each socket.
        ended = time.monotonic()
        self._rested = ended + min(LONGEST_REST, REST * (ended - begun))

    async def _tell_head(self) -> None:
        text = f'{{"head": {self.sequence.revision}}}'
        self.seats.each(lambda seat: seat.tell(text))

    def _mend_soon(self, is_needed: Callable[[], bool]) -> None:
        self._doubts.append(is_needed)
        if self._gap is None:
            self._gap = asyncio.create_task(self._mend(), name=f"mend {self.board_id}")

    async def _mend(self) -> None:
        try:
            await asyncio.sleep(PATIENCE)
            # Most gaps close by themselves: two edits at once are rendered side by side.
            if not any(is_needed() for is_needed in self._doubts):
                return
            told = self.sequence.revision
            frame = await in_reads(
                resume.since,
                board_id=self.board_id,
                epoch=self.sequence.epoch,
                revision=told,
                dialogs=self.seats.dialogs(),
            )
            if frame is not None and frame.revision < told:
                # The database went back in time (restored, without a new epoch): so does everybody.
                self._access_changed |= frame.access
                self.inbox.put(lambda: self._relay([frame]))
            elif frame is not None:
                self.receive(frame)
        except Exception:
            logger.exception("Board %s could not be caught up; the heartbeat tries again", self.board_id)
        finally:
            self._doubts.clear()
            self._gap = None
