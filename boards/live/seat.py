"""A seat: one socket's place at a hub."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol
from uuid import UUID

from boards.live.frame import GUESTS, MEMBERS, Frame
from boards.models import User


@dataclass
class Member:
    """Who is at a socket, as they look now, and the session that let them in."""

    user: User
    session_key: str


@dataclass(frozen=True)
class Guest:
    """Somebody without a name, and the id of the link that let them in."""

    link: UUID


class Socket(Protocol):
    """What a hub needs of a consumer."""

    visitor: Member | Guest

    async def send_text(self, text: str) -> None:
        """Send one message; never waits for the reader."""

    async def close(self, code: int) -> None:
        """Close with a code of the protocol."""


class Phase(Enum):
    """Where a socket is between its hello and the live stream."""

    RESUMING = "resuming"
    LIVE = "live"


@dataclass(eq=False)
class Seat:
    """A socket with what it has seen. While it resumes, frames wait; those that the resume covers are dropped."""

    socket: Socket
    phase: Phase = Phase.RESUMING
    revision: int = 0
    # The card whose dialog is open.
    open: str = ""
    # Whether it was told who is on the board.
    knows_people: bool = False
    held: list[Frame] = field(default_factory=list)

    @property
    def audience(self) -> str:
        """Whose rendering of a frame this socket gets."""
        return MEMBERS if isinstance(self.socket.visitor, Member) else GUESTS

    async def give(self, frame: Frame) -> None:
        """Send a frame, or hold it while the socket resumes."""
        if self.phase is Phase.RESUMING:
            self.held.append(frame)
        elif frame.reset or frame.revision > self.revision:
            await self._send(frame)

    async def tell(self, text: str) -> None:
        """Send what is no frame, once the socket is live: whoever resumes hears of it later, or need not."""
        if self.phase is Phase.LIVE:
            await self.socket.send_text(text)

    async def go_live(self, missed: Frame | None, head: int) -> None:
        """Send what was missed (None: nothing, ``head`` is where it is), then what was held."""
        self.phase = Phase.LIVE
        if missed is None:
            self.revision = head
            await self.socket.send_text(f'{{"head": {head}}}')
        else:
            await self._send(missed)
        held, self.held = self.held, []
        for frame in held:
            await self.give(frame)

    async def _send(self, frame: Frame) -> None:
        if self.audience not in frame.html:
            # Nothing for guests was rendered: the link was taken back, and the look that turns them out is on its way.
            return
        self.revision = frame.revision
        # First: an ack that the board's frame makes good is then good in the dialog too.
        if (inside := frame.inside(self.open, self.audience)) is not None:
            await self.socket.send_text(inside)
        await self.socket.send_text(frame.html[self.audience])
