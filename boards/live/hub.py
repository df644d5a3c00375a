"""One hub per process and board: relays revisions strictly in order to the local sockets, and heals what is missing.

It is an actor: frames, joins and repairs wait in one inbox and are handled one after the other, so that no order of
their arrival needs a lock. Databases are read outside, in the reads' threads; the result comes back through the inbox.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from boards.live import admission, resume
from boards.live.frame import Frame
from boards.live.presence import Activity, Presence
from boards.live.seat import Phase, Seat, Socket
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
        self.seats: dict[Socket, Seat] = {}
        self.presence: Presence[Socket] = Presence()
        self._access_changed = False
        self._gap: asyncio.Task[None] | None = None
        self._inbox: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(), name=f"hub {board_id}")

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

        def admit_and_read() -> tuple[int | None, Frame | None]:
            # The socket was opened for a member; by its hello that may be long ago.
            code = self._code_for(seat.socket)
            dialogs = [UUID(seat.open)] if seat.open else []
            if code:
                return code, None
            return None, resume.since(board_id=self.board_id, epoch=epoch, revision=revision, dialogs=dialogs)

        try:
            code, missed = await in_reads(admit_and_read)
        except BaseException:
            if self._has(seat):
                self.leave(seat.socket)
            raise

        async def go_live() -> None:
            if not self._has(seat):
                return
            if code is not None:
                await self._turn_out(seat.socket, code)
            else:
                await seat.go_live(missed, revision)

        self._inbox.put_nowait(go_live)

    async def open_dialog(self, socket: Socket, card: UUID | None, revision: int) -> None:
        """Note which card's dialog a socket has open, shown as at ``revision``, and send what that has missed."""
        seat = self.seats.get(socket)
        if seat is None:
            return
        # From here on its frames come; one that overtakes what is read now is the newer one, and stays.
        seat.open = str(card) if card else ""
        if card is None:
            return

        def admit_and_read() -> tuple[int | None, str | None]:
            code = self._code_for(socket)
            return code, None if code else resume.inside(board_id=self.board_id, card_id=card, revision=revision)

        code, missed = await in_reads(admit_and_read)

        async def show() -> None:
            if not self._has(seat):
                return
            if code is not None:
                await self._turn_out(socket, code)
            elif missed is not None and seat.open == str(card):
                await socket.send_text(missed)

        self._inbox.put_nowait(show)

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
            self._inbox.put_nowait(lambda: self._tell_people(changes, everybody))

    def _code_for(self, socket: Socket) -> int | None:
        """Return the code to close a socket with, or None if it may stay; in a thread of the reads."""
        (code,) = admission.check(board_id=self.board_id, sockets=[socket])
        return code

    def _has(self, seat: Seat) -> bool:
        """Tell whether a seat still counts: its socket may have gone, or said hello again and got another one."""
        return self.seats.get(seat.socket) is seat

    # Frames

    def receive(self, frame: Frame) -> None:
        """Take a frame from this process or another one, in any order, any number of times."""
        self._inbox.put_nowait(lambda: self._handle(frame))

    def expect(self, stamp: Stamp) -> None:
        """Learn where the board stands (the heartbeat); repair if that is not where this hub is soon."""
        if (stamp.epoch, stamp.revision) != (self.sequence.epoch, self.sequence.revision):
            self._mend_soon()

    def tell_head(self) -> None:
        """Tell live sockets where the board is, so that a browser notices what it did not get."""
        self._inbox.put_nowait(self._tell_head)

    def check_access(self) -> None:
        """Look again who may listen; the others are closed."""
        self._inbox.put_nowait(self._check_access)

    async def settled(self) -> None:
        """Wait until the inbox is empty and no repair is under way."""
        await self._inbox.join()
        while self._gap is not None:
            await asyncio.gather(self._gap, return_exceptions=True)
            await self._inbox.join()

    async def stop(self) -> None:
        """Stop relaying."""
        for task in filter(None, (self._task, self._gap)):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            handle = await self._inbox.get()
            try:
                await handle()
            except Exception:
                # One bad frame or socket must not end the relay; the heartbeat repairs what was left undone.
                logger.exception("The hub of board %s stumbled", self.board_id)
            finally:
                self._inbox.task_done()

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
            await self._check_access()
            self._access_changed = False
        self.sequence.passed(frame)
        for seat in list(self.seats.values()):
            try:
                await seat.give(frame)
            except Exception:
                logger.exception("A socket of board %s could not be served", self.board_id)
                self.leave(seat.socket)

    async def _tell_head(self) -> None:
        for seat in list(self.seats.values()):
            if seat.phase is Phase.LIVE:
                await seat.socket.send_text(f'{{"head": {self.sequence.revision}}}')

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

    async def _check_access(self) -> None:
        sockets = list(self.seats)
        codes = await in_reads(admission.check, board_id=self.board_id, sockets=sockets)
        for socket, code in zip(sockets, codes, strict=True):
            self.presence.know(socket, socket.user)
            if code is not None:
                await self._turn_out(socket, code)

    async def _turn_out(self, socket: Socket, code: int) -> None:
        self.leave(socket)
        try:
            await socket.close(code)
        except Exception:
            # Its turn is over all the same, and the next one's has come.
            logger.exception("A socket of board %s could not be closed", self.board_id)

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
                dialogs=[UUID(seat.open) for seat in self.seats.values() if seat.open],
            )
            if frame is not None and frame.revision < told:
                # The database went back in time (restored, without a new epoch): so does everybody.
                self._access_changed |= frame.access
                self._inbox.put_nowait(lambda: self._relay(frame))
            elif frame is not None:
                self.receive(frame)
        except Exception:
            logger.exception("Board %s could not be caught up; the heartbeat tries again", self.board_id)
        finally:
            self._gap = None
