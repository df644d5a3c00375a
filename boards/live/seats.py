"""The seats of one hub: what goes to all of them, and who has to leave."""

import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from boards.live import admission
from boards.live.seat import Seat, Socket
from boards.threads import in_reads

logger = logging.getLogger("liveboard.hub")


class Seats(dict[Socket, Seat]):
    """The seats of a board at one process, by their sockets. ``forget`` takes a socket out, wherever it is known."""

    def __init__(self, board_id: UUID, forget: Callable[[Socket], None]) -> None:
        super().__init__()
        self._board_id = board_id
        self._forget = forget

    def has(self, seat: Seat) -> bool:
        """Tell whether a seat still counts: its socket may have gone, or said hello again and got another one."""
        return self.get(seat.socket) is seat

    def dialogs(self) -> list[UUID]:
        """Return the cards whose dialogs are open."""
        return [UUID(seat.open) for seat in self.values() if seat.open]

    def each(self, act: Callable[[Seat], None]) -> None:
        """Do something with every seat. One that fails has to go, and is no trouble for the others."""
        for seat in list(self.values()):
            try:
                act(seat)
            except Exception:
                logger.exception("A socket of board %s could not be served", self._board_id)
                self._forget(seat.socket)

    async def check_access(self) -> None:
        """Look again who may listen; the others are closed."""
        for socket, code in await self.strangers(list(self)):
            await self.turn_out(socket, code)

    async def strangers(self, sockets: Sequence[Socket]) -> list[tuple[Socket, int]]:
        """Return those that may not listen any more, and the codes to close them with."""
        codes = await in_reads(admission.check, board_id=self._board_id, sockets=sockets)
        return [(socket, code) for socket, code in zip(sockets, codes, strict=True) if code is not None]

    async def turn_out(self, socket: Socket, code: int) -> None:
        """Close a socket; whatever comes of that, its turn is over, and the next one's has come."""
        self._forget(socket)
        try:
            await socket.close(code)
        except Exception:
            logger.exception("A socket of board %s could not be closed", self._board_id)
