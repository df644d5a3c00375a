"""One hub per process and board: the relay of its frames, its local sockets with their dialogs, and its ephemera."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from boards.live import admission, resume
from boards.live.arrivals import Arrivals
from boards.live.ephemera import Ephemera, Message
from boards.live.frame import Frame
from boards.live.relay import Relay
from boards.live.seat import Seat, Socket
from boards.live.watch import Watch
from boards.queries import Stamp
from boards.threads import in_reads


def _nobody(_message: Message) -> None:
    """Stand for the other processes where there are none."""


class Hub(Relay):
    """What one process has of a board. ``tell_others`` takes what is ephemeral for the other processes."""

    def __init__(self, board_id: UUID, stamp: Stamp, tell_others: Callable[[Message], None] = _nobody) -> None:
        super().__init__(board_id, stamp)
        self.ephemera = Ephemera(self.seats, self.inbox, tell_others)
        self._arrivals = Arrivals(board_id, self.sequence)
        self._watch = Watch(self.seats, self.inbox, self._look_again)

    def sit(self, socket: Socket, hello: Mapping[str, object]) -> Seat:
        """Register a socket (again). From here on it gets, or holds, every frame; ``resume`` is what must follow."""
        before = self.seats.get(socket)
        # A page that says hello once more has its dialog open, and its person is at what she was at.
        seat = self.seats[socket] = Seat(socket, open=before.open if before else "")
        if before is None or "presence" in hello:
            self.ephemera.welcome(socket, hello)
        return seat

    async def resume(self, seat: Seat, epoch: UUID | None, revision: int) -> None:
        """Send a seat what it missed since its hello, then everything live."""

        async def go_live(missed: Frame | None) -> None:
            seat.go_live(missed, revision)
            self.ephemera.went_live()

        try:
            await self._admit(seat, self._arrivals.come(seat, epoch, revision), go_live)
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
                socket.send_text(missed)

        await self._admit(seat, in_reads(self._inside, seat, card, revision), show)

    def note(self, socket: Socket, message: Mapping[str, object]) -> None:
        """Take something ephemeral from a socket."""
        if socket in self.seats:
            self.ephemera.note(socket, message)

    def check_access(self) -> None:
        """Look again who may listen, and how they look now: names, colours and pictures change meanwhile."""
        super().check_access()
        self.inbox.put(self._look_again)

    def look_around(self) -> None:
        """Do the same for what no message told: no frame waits for it."""
        self._watch.look_around()

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        super().leave(socket)
        self.ephemera.leave(socket)

    async def stop(self) -> None:
        """Stop relaying and telling."""
        self.ephemera.stop()
        self._arrivals.stop()
        self._watch.stop()
        await super().stop()

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self._watch.over()
        await super().settled()

    def _inside(self, seat: Seat, card: UUID, revision: int) -> tuple[int | None, str | None]:
        def check() -> int | None:
            (code,) = admission.check(board_id=self.board_id, sockets=[seat.socket])
            return code

        # The socket was opened for a member; that may be long ago.
        if code := check():
            return code, None
        found = resume.inside(board_id=self.board_id, card_id=card, revision=revision)
        # Whoever was removed in between does not get what came after that.
        return code if found is None else check(), found

    async def _admit[T](
        self, seat: Seat, reading: Awaitable[tuple[int | None, T]], then: Callable[[T], Awaitable[None]]
    ) -> None:
        """Go on with what was read for a seat in its turn, unless its socket may not listen any more."""
        code, found = await reading

        async def go_on() -> None:
            if not self.seats.has(seat):
                return
            if code is not None:
                await self.seats.turn_out(seat.socket, code)
            else:
                await then(found)

        self.inbox.put(go_on)

    async def _look_again(self) -> None:
        self.ephemera.look_again()
