"""A frame: what changes did to the slots of a board, as it travels between processes and to browsers."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

# Two audiences may see a board; besides, each card's open dialog is one. Guests are told no names.
MEMBERS = "members"
GUESTS = "guests"


@dataclass(frozen=True)
class Frame:
    """The step of a board from revision ``start`` to ``revision``.

    ``html`` maps an audience to the text that its sockets get (guests only where there may be some), ``cards`` a card's
    id to what goes before it to those who have that card's dialog open, ``away`` to what guests get instead where the
    card is not on the board any more. ``access`` tells hubs to look again who may listen, ``reset`` that the frame
    holds the whole board and applies whatever the browser has.
    """

    board: UUID
    epoch: UUID
    start: int
    revision: int
    html: dict[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)
    access: bool = False
    reset: bool = False

    def to_message(self) -> dict[str, Any]:
        """Return the frame as a channel layer carries it."""
        # Nothing in it is changed by anybody: no copies.
        return {**vars(self), "type": "frame", "board": str(self.board), "epoch": str(self.epoch)}

    def inside(self, card: str, audience: str) -> str | None:
        """Return what goes before the frame to those who have this card's dialog open, if that is anything."""
        return self.away.get(card) if audience == GUESTS and card in self.away else self.cards.get(card)

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> "Frame":
        """Read a frame that another process sent."""
        fields = {name: message[name] for name in ("start", "revision", "html", "cards", "away", "access", "reset")}
        return cls(board=UUID(message["board"]), epoch=UUID(message["epoch"]), **fields)
