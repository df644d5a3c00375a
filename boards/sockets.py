"""What every socket of a board is, whoever is at it: its life, its limits, its hello. Frames come from the hub."""

import json
import logging
from collections import Counter
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.utils.translation import gettext as _

from boards import doors, limits, refusal
from boards.commands.submission import MAX_REVISION, read_id, usable_id
from boards.live.hubs import hubs
from boards.live.seat import Guest, Member
from boards.refusal import Refusal
from boards.wire import Wire, wire

logger = logging.getLogger("liveboard.consumer")

OVERLOAD = 1013
_open_sockets: Counter[Hashable] = Counter()


@dataclass(frozen=True)
class Place:
    """What a socket counts as: among which others, how many these may be, and whose budgets it spends."""

    crowd: Hashable
    limit: int
    payer: Hashable


class BoardSocket(AsyncConsumer):
    """One browser's socket on one board. Who may have one, and what it takes besides hello, is for the consumers."""

    board_id: UUID
    visitor: Member | Guest
    place: Place | None = None
    _wire: Wire
    greeted = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Handle one message after the other.

        The base class would open a channel of our own, where the process's hub is the group's member for all of its
        sockets, and wait for each message in a task of its own, which is kept for every idle socket.
        """
        self.scope, self.base_send, self._wire = scope, send, wire(scope, send)
        try:
            with suppress(StopConsumer):
                while True:
                    await self.dispatch(await receive())
        finally:
            # Whatever ended us: an exception, a cancelled task, a close.
            self._leave()
            self._wire.cut()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Handle what the server hands us; unlike the base class, without a thread hop for every message."""
        match message["type"]:
            case "websocket.connect":
                await self.connect()
            case "websocket.receive":
                await self.receive(message.get("text"))
            case "websocket.disconnect":
                raise StopConsumer

    # Lifecycle

    async def connect(self) -> None:
        """Accept, then close with a code that says why not: a refused handshake looks like a network error."""
        await self.base_send({"type": "websocket.accept"})
        place = await self.enter()
        if isinstance(place, int):
            await self.close(place)
            return
        if _open_sockets[place.crowd] >= place.limit or not limits.upgrades.spend(place.payer):
            await self.close(OVERLOAD)
            return
        self.place = place
        _open_sockets[place.crowd] += 1

    async def enter(self) -> Place | int:
        """Set ``board_id`` and ``visitor``, and return what this socket counts as; or the code to close it with."""
        raise NotImplementedError

    def send_text(self, *texts: str) -> None:
        """Send messages; the server buffers them, and cuts readers that are too slow. A closed socket gets nothing."""
        if self.place:
            self._wire.write(*texts)

    async def close(self, code: int) -> None:
        """Close for good; what still arrives is not read."""
        self._leave()
        await self._wire.flush()
        await self.base_send({"type": "websocket.close", "code": code})

    def _leave(self) -> None:
        if self.place:
            hubs().leave(self, self.board_id)
            _open_sockets[self.place.crowd] -= 1
            if not _open_sockets[self.place.crowd]:
                # Whoever is not here takes no room either.
                del _open_sockets[self.place.crowd]
            self.place = None

    # Messages

    async def receive(self, text: str | None) -> None:
        """Answer one message. Nothing a client sends, and no failure of ours, ends the socket."""
        if not self.place:
            return
        if not limits.messages.spend(self.place.payer):
            await self.close(OVERLOAD)
            return
        answer_id = None
        try:
            message = _parse(text)
            answer_id = usable_id(message.get("id"))
            await self._handle(message)
        except Refusal as refused:
            self._answer(doors.Refused(answer_id, refused))
        except Exception:
            logger.exception("A message on board %s could not be handled", self.board_id)
            self._answer(doors.Refused(answer_id, refusal.invalid(_("Something went wrong on the server. Try again."))))

    async def _handle(self, message: dict[str, Any]) -> None:
        if "hello" in message:
            await self._hello(message)
        elif not self.greeted:
            raise refusal.invalid(_("Say hello first. Reload the page."))
        elif "open" in message:
            await self._open(message)
        else:
            await self.hear(message)

    async def hear(self, message: dict[str, Any]) -> None:
        """Take anything else."""
        raise NotImplementedError

    async def _hello(self, message: dict[str, Any]) -> None:
        self._spend_hello()
        epoch = read_id(message.get("epoch"), "epoch")
        await hubs().hello(self, self.board_id, epoch, _revision(message), message)
        self.greeted = True
        if not self.place:
            # Closed from our side meanwhile: a seat taken after that would be nobody's.
            hubs().leave(self, self.board_id)

    async def _open(self, message: dict[str, Any]) -> None:
        self._spend_hello()
        await hubs().open_dialog(self, self.board_id, read_id(message["open"], "open"), _revision(message))

    def _spend_hello(self) -> None:
        if self.place and not limits.hellos.spend(self.place.payer):
            raise refusal.too_fast()

    def _answer(self, answer: doors.Ack | doors.Refused) -> None:
        self.send_text(json.dumps(answer.as_json()))


def _revision(message: dict[str, Any]) -> int:
    revision = message.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or abs(revision) > MAX_REVISION:
        raise refusal.invalid(_("This names no revision of its page. Reload the page."), "revision")
    return revision


def _parse(text: str | None) -> dict[str, Any]:
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise refusal.invalid(_("This message is not in a form that this server understands. Reload the page."))
    return message
