"""The relay of a board: revisions strictly in order to the local sockets, and the healing of what is missing.

It is an actor: frames and repairs wait in one inbox and are handled one after the other. Databases are read outside, in
the reads' threads; the result comes back through the inbox.
"""

import asyncio
import logging
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


class Relay:
    """The order of one board's revisions, from ``stamp`` on, and the seats that they go to."""

    def __init__(self, board_id: UUID, stamp: Stamp) -> None:
        self.board_id = board_id
        self.sequence = Sequence(stamp)
        self.seats = Seats(board_id, self.leave)
        self.inbox = Inbox(f"hub of board {board_id}")
        self._access_changed = False
        self._gap: asyncio.Task[None] | None = None

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.seats.pop(socket, None)

    def receive(self, frame: Frame) -> None:
        """Take a frame from this process or another one, in any order, any number of times."""
        self.inbox.put(lambda: self._handle(frame))

    def expect(self, stamp: Stamp) -> None:
        """Learn where the board stands (the heartbeat); repair if that is not where this hub is soon."""
        if (stamp.epoch, stamp.revision) != (self.sequence.epoch, self.sequence.revision):
            self._mend_soon()

    def tell_head(self) -> None:
        """Tell live sockets where the board is, so that a browser notices what it did not get."""
        self.inbox.put(lambda: self.seats.each(lambda seat: seat.tell(f'{{"head": {self.sequence.revision}}}')))

    def check_access(self) -> None:
        """Look again who may listen; the others are closed."""
        self.inbox.put(self.seats.check_access)

    async def settled(self) -> None:
        """Wait until the inbox is empty and no repair is under way."""
        await self.inbox.handled()
        while self._gap is not None:
            await asyncio.gather(self._gap, return_exceptions=True)
            await self.inbox.handled()

    async def stop(self) -> None:
        """Stop relaying."""
        await self.inbox.stop()
        if self._gap is not None:
            self._gap.cancel()
            await asyncio.gather(self._gap, return_exceptions=True)

    # Private

    async def _handle(self, frame: Frame) -> None:
        # Remembered until the check: this frame may yet be replaced by what the journal tells.
        self._access_changed |= frame.access
        is_known = self.sequence.take(frame)
        while (due := self.sequence.next()) is not None:
            await self._relay(due)
        if not is_known or self.sequence.has_gap:
            self._mend_soon()

    async def _relay(self, frame: Frame) -> None:
        if self._access_changed:
            await self.seats.check_access()
            self._access_changed = False
        self.sequence.passed(frame)
        await self.seats.each(lambda seat: seat.give(frame))

    def _mend_soon(self) -> None:
        if self._gap is None:
            self._gap = asyncio.create_task(self._mend(), name=f"mend {self.board_id}")

    async def _mend(self) -> None:
        try:
            await asyncio.sleep(PATIENCE)
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
                self.inbox.put(lambda: self._relay(frame))
            elif frame is not None:
                self.receive(frame)
        except Exception:
            logger.exception("Board %s could not be caught up; the heartbeat tries again", self.board_id)
        finally:
            self._gap = None
