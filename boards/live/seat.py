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
    # The session's data and the password that were found to belong together: as long as neither changes, they do.
    proven: tuple[str, str] | None = None


@dataclass(frozen=True)
class Guest:
    """Somebody without a name, and the id of the link that let them in."""

    link: UUID


class Socket(Protocol):
    """What a hub needs of a consumer."""

    visitor: Member | Guest

    def send_text(self, *texts: str) -> None:
        """Send messages, in this order; never waits, neither for the reader nor for a turn of the loop."""

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
    # Whose rendering of a frame this socket gets.
    audience: str = field(init=False)

    def __post_init__(self) -> None:
        self.audience = MEMBERS if isinstance(self.socket.visitor, Member) else GUESTS

    def give(self, *frames: Frame) -> None:
        """Send frames, or hold them while the socket resumes."""
        if self.phase is Phase.RESUMING:
            self.held.extend(frames)
        elif texts := [text for frame in frames if self._is_news(frame) for text in self._texts(frame)]:
            self.socket.send_text(*texts)

    def tell(self, text: str) -> None:
        """Send what is no frame, once the socket is live: whoever resumes hears of it later, or need not."""
        if self.phase is Phase.LIVE:
            self.socket.send_text(text)

    def go_live(self, missed: Frame | None, head: int) -> None:
        """Send what was missed (None: nothing, ``head`` is where it is), then what was held."""
        self.phase = Phase.LIVE
        if missed is None:
            self.revision = head
            self.socket.send_text(f'{{"head": {head}}}')
        else:
            self.give(missed)
        held, self.held = self.held, []
        self.give(*held)

    def _is_news(self, frame: Frame) -> bool:
        return frame.reset or frame.revision > self.revision

    def _texts(self, frame: Frame) -> list[str]:
        """Go on to where a frame leads, and return what its socket gets."""
        html = frame.html.get(self.audience)
        if html is None:
            # Nothing for guests was rendered: the link was taken back, and the look that turns them out is on its way.
            return []
        self.revision = frame.revision
        # First: an ack that the board's frame makes good is then good in the dialog too.
        if self.open and (inside := frame.inside(self.open, self.audience)) is not None:
            return [inside, html]
        return [html]
