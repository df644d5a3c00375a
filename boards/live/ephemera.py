"""What is told on one board without a revision: who is here and what they are at. Never in the journal, gone by itself.

It is among members: guests neither tell nor hear any of it.

Whatever else is ephemeral (what somebody is typing just now) belongs here too: a name among ``KINDS``, which is its key
in every message, and its turn in ``note``, ``hear`` and ``_tell``. All of it is coalesced: sockets and other processes
are told what it has come to, at most once in an interval, and only if that is news.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from boards.live.inbox import Inbox
from boards.live.pace import INTERVAL, Pace
from boards.live.presence import REFRESH, Activity, Presence
from boards.live.seat import Member, Phase, Seat, Socket
from boards.live.seats import Seats

KINDS = frozenset({"presence"})

type Message = dict[str, Any]


class Ephemera:
    """The ephemera of one board at one process. ``tell_others`` takes a message for the other processes."""

    def __init__(self, seats: Seats, inbox: Inbox, tell_others: Callable[[Message], None]) -> None:
        self.presence: Presence[Socket] = Presence()
        self._seats, self._inbox, self._tell_others = seats, inbox, tell_others
        self._pace = Pace(lambda: inbox.put(self._tell))
        self._told_all_at = float("-inf")

    # Sockets

    def welcome(self, socket: Socket, hello: Mapping[str, object]) -> None:
        """Take what a socket tells with its hello; others hear of it when it is live, as it does of them."""
        self._take(socket, hello)

    def went_live(self) -> None:
        """Tell a newcomer soon who is here, and the others that it has come."""
        self._pace.ask()

    def note(self, socket: Socket, message: Mapping[str, object]) -> None:
        """Take what a socket tells of itself; others hear of it soon."""
        self._take(socket, message)
        self._pace.ask()

    def leave(self, socket: Socket) -> None:
        """Forget a socket. Whoever loads the page again is back before the others are told."""
        if isinstance(socket.visitor, Member):
            self.presence.leave(socket, socket.visitor.user)
        if self.presence.has_news:
            self._pace.ask(within=INTERVAL)

    def look_again(self) -> None:
        """Take how everybody here looks now: names, colours and pictures change while a board is open."""
        for socket in self._seats:
            if isinstance(socket.visitor, Member):
                self.presence.know(socket, socket.visitor.user)

    # Other processes

    def ask(self) -> None:
        """Tell the other processes who is here, and ask them for the same: we have just begun to hear them."""
        self._tell_all(asks=True)

    def hear(self, process: str, message: Message) -> None:
        """Take what another process tells."""
        told = message["presence"]
        if "all" in told:
            self.presence.hear_all(process, told["all"], time.monotonic())
        else:
            self.presence.hear_some(process, told["some"], time.monotonic())
        if message.get("asks"):
            self._tell_all()
        if self.presence.has_news:
            self._pace.ask()

    def beat(self, now: float) -> None:
        """Do what only time asks for: forget processes that fell silent, and say that this one has not."""
        self.presence.forget_silent(now)
        if self.presence.here and now - self._told_all_at >= REFRESH:
            self._tell_all()
        if self.presence.has_news:
            self._pace.ask()

    def farewell(self) -> None:
        """Tell the other processes that nobody is here any more: they need not wait for this one to fall silent."""
        if self.presence.here:
            self._tell_others({"presence": {"all": {}}})

    def stop(self) -> None:
        """Tell nothing more."""
        self._pace.stop()

    # Private

    def _take(self, socket: Socket, message: Mapping[str, object]) -> None:
        if isinstance(socket.visitor, Member):
            self.presence.note(socket, socket.visitor.user, Activity.read(message.get("presence")))

    def _tell_all(self, *, asks: bool = False) -> None:
        self._told_all_at = time.monotonic()
        # What changed since the last look follows it.
        self._tell_others({"presence": {"all": dict(self.presence.here)}, "asks": asks})

    async def _tell(self) -> None:
        """Tell sockets and other processes what has changed, and newcomers everything."""
        news = self.presence.news()
        if news.here:
            self._tell_others({"presence": {"some": news.here}})
        members = {seat for seat in self._seats.values() if isinstance(seat.socket.visitor, Member)}
        new = {seat for seat in members if seat.phase is Phase.LIVE and not seat.knows_people}
        whole = json.dumps({"presence": {"all": self.presence.everybody}}) if new else ""
        some = json.dumps({"presence": {"some": news.everywhere}}) if news.everywhere else ""

        def tell(seat: Seat) -> None:
            text = whole if seat in new else some
            if text and seat in members:
                seat.tell(text)
                seat.knows_people |= seat in new

        if whole or some:
            self._seats.each(tell)
