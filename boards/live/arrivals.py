"""Those who have said hello and wait for what they missed: read for all of them at once.

After a restart everybody comes back within seconds, from much the same revision: what was read for one serves whoever
comes from there within a second.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from boards.live import admission, resume
from boards.live.frame import Frame
from boards.live.gathering import Gathering
from boards.live.seat import Seat
from boards.live.sequence import Sequence as Revisions
from boards.threads import in_reads

# Seconds that an answer serves others who come from the same revision.
KEPT = 1

# Where somebody comes from: the epoch, the revision, and the card whose dialog is open, if there is one.
type Origin = tuple[UUID | None, int, str]
# The code to close the socket with, or None and what was missed, if that is anything.
type Answer = tuple[int | None, Frame | None]


@dataclass(frozen=True)
class _Arrival:
    seat: Seat
    origin: Origin


class Arrivals:
    """The arrivals at one board. ``revisions`` is where its hub stands."""

    def __init__(self, board_id: UUID, revisions: Revisions) -> None:
        self._board_id, self._revisions = board_id, revisions
        self._known: dict[Origin, tuple[float, Frame]] = {}
        self._gathering = Gathering(self._serve, f"arrivals {board_id}")

    async def come(self, seat: Seat, epoch: UUID | None, revision: int) -> Answer:
        """Return what to do with a seat that is registered and shows ``revision``. Raises what reading raises."""
        return await self._gathering.ask(_Arrival(seat, (epoch, revision, seat.open)))

    def stop(self) -> None:
        """Serve nobody any more."""
        self._gathering.stop()

    async def _serve(self, arrivals: Sequence[_Arrival]) -> list[Answer]:
        self._forget()
        known = {origin: frame for origin, (_, frame) in self._known.items()}
        answers = await in_reads(self._read, arrivals, known)
        for arrival, (_, missed) in zip(arrivals, answers, strict=True):
            if missed is not None:
                self._known.setdefault(arrival.origin, (time.monotonic(), missed))
        if self._known:
            # A whole board may be among them. By then, surely, it serves nobody any more.
            asyncio.get_running_loop().call_later(2 * KEPT, self._forget)
        return answers

    def _forget(self) -> None:
        """Keep those answers only that lead at least to where the hub is: what comes after it, seats hold already."""
        now, revisions = time.monotonic(), self._revisions
        self._known = {
            origin: (at, frame)
            for origin, (at, frame) in self._known.items()
            if now - at < KEPT and not revisions.is_beyond(frame)
        }

    def _read(self, arrivals: Sequence[_Arrival], known: dict[Origin, Frame]) -> list[Answer]:
        # The sockets were opened for members; that may be long ago.
        codes = self._check(arrivals)
        missed: dict[Origin, Frame | None] = {}
        for arrival, code in zip(arrivals, codes, strict=True):
            if code is None and arrival.origin not in missed:
                missed[arrival.origin] = known.get(arrival.origin) or self._missed_since(arrival.origin)
        if any(missed.values()):
            # Whoever was removed in between does not get what came after that.
            codes = [before or now for before, now in zip(codes, self._check(arrivals), strict=True)]
        return [(code, None if code else missed[each.origin]) for each, code in zip(arrivals, codes, strict=True)]

    def _check(self, arrivals: Sequence[_Arrival]) -> list[int | None]:
        return admission.check(board_id=self._board_id, sockets=[arrival.seat.socket for arrival in arrivals])

    def _missed_since(self, origin: Origin) -> Frame | None:
        epoch, revision, card = origin
        dialogs = [UUID(card)] if card else []
        return resume.since(board_id=self._board_id, epoch=epoch, revision=revision, dialogs=dialogs)
