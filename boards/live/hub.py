"""One hub per process and board: relays revisions strictly in order to the local sockets, and heals what is missing.

It is an actor: frames, joins and repairs wait in one inbox and are handled one after the other. Databases are read
outside, in the reads' threads; the result comes back through the inbox.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import cast
from uuid import UUID

from boards.live import admission, resume
from boards.live.frame import Frame
from boards.live.inbox import Inbox
from boards.live.presence import Activity, Presence
from boards.live.seat import Phase, Seat, Socket
from boards.live.seats import Seats
from boards.live.sequence import Sequence
from boards.queries import Stamp
from boards.threads import in_reads

logger = logging.getLogger("liveboard.hub")

# Seconds that a revision may wait for its forerunners before the journal is read instead.
PATIENCE = 0.1


class Hub:
    """The relay of one board, from the revision ``stamp`` on."""

    def __init__(self, board_id: UUID, stamp: Stamp) -> None:
        self.board_id = board_id
        self.sequence = Sequence(stamp)
        self.seats = Seats(board_id, self.leave)
        self.presence: Presence[Socket] = Presence()
        self._access_changed = False
        self._gap: asyncio.Task[None] | None = None
        self._inbox = Inbox(f"hub of board {board_id}")

    # Sockets

    def sit(self, socket: Socket) -> Seat:
        """Register a socket (again). From here on it gets, or holds, every frame; ``resume`` is what must follow."""
        before = self.seats.get(socket)
        # A page that says hello once more has its dialog open, and its person is at what she was at.
        seat = self.seats[socket] = Seat(socket, open=before.open if before else "")
        if before is None:
            self.presence.note(socket, socket.user, Activity())
        return seat

    async def resume(self, seat: Seat, epoch: UUID | None, revision: int) -> None:
        """Send a seat what it missed since its hello, then everything live."""

        def missed_by(dialogs: list[UUID]) -> Frame | None:
            return resume.since(board_id=self.board_id, epoch=epoch, revision=revision, dialogs=dialogs)

        async def go_live(missed: Frame | None) -> None:
            await seat.go_live(missed, revision)

        try:
            await self._admit(seat, lambda: missed_by([UUID(seat.open)] if seat.open else []), go_live)
        except BaseException:
            if self.seats.has(seat):
                self.leave(seat.socket)
            raise

    async def open_dialog(self, socket: Socket, card: UUID | None, revision: int) -> None:
        """Note which card's dialog a socket has open, shown as at ``revision``, and send what that has missed."""
        seat = self.seats.get(socket)
        if seat is None:
            return
        # From here on its frames come; one that overtakes what is read now is the newer one, and stays.
        seat.open = str(card) if card else ""
        if card is None:
            return

        async def show(missed: str | None) -> None:
            if missed is not None and seat.open == str(card):
                await socket.send_text(missed)

        await self._admit(seat, lambda: resume.inside(board_id=self.board_id, card_id=card, revision=revision), show)

    async def _admit[T](self, seat: Seat, read: Callable[[], T], then: Callable[[T], Awaitable[None]]) -> None:
        """Read something for a seat and go on with it in its turn, unless its socket may not listen any more."""

        def check_and_read() -> tuple[int | None, T | None]:
            # The socket was opened for a member; that may be long ago.
            (code,) = admission.check(board_id=self.board_id, sockets=[seat.socket])
            return code, None if code else read()

        code, found = await in_reads(check_and_read)

        async def go_on() -> None:
            if not self.seats.has(seat):
                return
            if code is not None:
                await self.seats.turn_out(seat.socket, code)
            else:
                await then(cast(T, found))

        self._inbox.put(go_on)

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.seats.pop(socket, None)
        self.presence.leave(socket)

    def note_activity(self, socket: Socket, activity: Activity) -> None:
        """Take what a socket's person is at."""
        if socket in self.seats:
            self.presence.note(socket, socket.user, activity)

    def tell_people(self, now: float) -> None:
        """Tell live sockets who came, went or does something else since the last time; newcomers hear of everybody."""
        changes = self.presence.changes(now)
        new = [seat for seat in self.seats.values() if seat.phase is Phase.LIVE and not seat.knows_people]
        if changes or new:
            everybody = self.presence.everybody(now)
            self._inbox.put(lambda: self._tell_people(changes, everybody))

    # Frames

    def receive(self, frame: Frame) -> None:
        """Take a frame from this process or another one, in any order, any number of times."""
        self._inbox.put(lambda: self._handle(frame))

    def expect(self, stamp: Stamp) -> None:
        """Learn where the board stands (the heartbeat); repair if that is not where this hub is soon."""
        if (stamp.epoch, stamp.revision) != (self.sequence.epoch, self.sequence.revision):
            self._mend_soon()

    def tell_head(self) -> None:
        """Tell live sockets where the board is, so that a browser notices what it did not get."""
        self._inbox.put(lambda: self.seats.each(lambda seat: seat.tell(f'{{"head": {self.sequence.revision}}}')))

    def check_access(self) -> None:
        """Look again who may listen; the others are closed."""
        self._inbox.put(self.seats.check_access)

    async def settled(self) -> None:
        """Wait until the inbox is empty and no repair is under way."""
        await self._inbox.handled()
        while self._gap is not None:
            await asyncio.gather(self._gap, return_exceptions=True)
            await self._inbox.handled()

    async def stop(self) -> None:
        """Stop relaying."""
        await self._inbox.stop()
        if self._gap is not None:
            self._gap.cancel()
            await asyncio.gather(self._gap, return_exceptions=True)

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

    async def _tell_people(self, changes: Mapping[str, object], everybody: Mapping[str, object]) -> None:
        whole, news = (json.dumps({"presence": people}) for people in ({"all": everybody}, {"some": changes}))
        for seat in list(self.seats.values()):
            if seat.phase is not Phase.LIVE or not (changes or not seat.knows_people):
                continue
            try:
                await seat.socket.send_text(news if seat.knows_people else whole)
                seat.knows_people = True
            except Exception:
                # The others hear of it all the same: a difference is told once.
                logger.exception("A socket of board %s could not be told who is here", self.board_id)
                self.leave(seat.socket)

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
                self._inbox.put(lambda: self._relay(frame))
            elif frame is not None:
                self.receive(frame)
        except Exception:
            logger.exception("Board %s could not be caught up; the heartbeat tries again", self.board_id)
        finally:
            self._gap = None
