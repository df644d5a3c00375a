"""Those who have said hello and wait for what they missed: read for all of them at once.

After a restart everybody comes back within seconds, from much the same revision. While something is read for some, the
others gather, and are served together; what was read for one serves whoever comes from there within a second.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from boards.live import admission, resume
from boards.live.frame import Frame
from boards.live.seat import Seat
from boards.live.sequence import Sequence as Revisions
from boards.threads import in_reads

# Seconds that an answer serves others who come from the same revision.
KEPT = 1
# So many at once: a database takes only so many ids in a query.
MOST = 500

# Where somebody comes from: the epoch, the revision, and the card whose dialog is open, if there is one.
type Origin = tuple[UUID | None, int, str]
# The code to close the socket with, or None and what was missed, if that is anything.
type Answer = tuple[int | None, Frame | None]


@dataclass
class _Arrival:
    seat: Seat
    origin: Origin
    answer: asyncio.Future[Answer]


class Arrivals:
    """The arrivals at one board. ``revisions`` is where its hub stands."""

    def __init__(self, board_id: UUID, revisions: Revisions) -> None:
        self._board_id, self._revisions = board_id, revisions
        self._waiting: list[_Arrival] = []
        self._known: dict[Origin, tuple[float, Frame]] = {}
        self._task: asyncio.Task[None] | None = None

    async def come(self, seat: Seat, epoch: UUID | None, revision: int) -> Answer:
        """Return what to do with a seat that is registered and shows ``revision``. Raises what reading raises."""
        arrival = _Arrival(seat, (epoch, revision, seat.open), asyncio.get_running_loop().create_future())
        self._waiting.append(arrival)
        if self._task is None:
            self._task = asyncio.create_task(self._serve(), name=f"arrivals {self._board_id}")
        return await arrival.answer

    def stop(self) -> None:
        """Serve nobody any more."""
        if self._task is not None:
            self._task.cancel()

    async def _serve(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._serve_some(some)
        finally:
            self._task = None
            # A whole board may be among them.
            asyncio.get_running_loop().call_later(KEPT, self._known.clear)

    async def _serve_some(self, arrivals: list[_Arrival]) -> None:
        self._forget()
        try:
            answers = await in_reads(
                self._read, arrivals, {origin: frame for origin, (_, frame) in self._known.items()}
            )
        except BaseException as error:
            for arrival in arrivals:
                if not arrival.answer.done():
                    arrival.answer.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for arrival, answer in zip(arrivals, answers, strict=True):
            if (missed := answer[1]) is not None:
                self._known.setdefault(arrival.origin, (time.monotonic(), missed))
            if not arrival.answer.done():
                arrival.answer.set_result(answer)

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
