"""All hubs of this process: how they are made, reached and closed."""

import asyncio
import contextlib
import time
from collections.abc import Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary, WeakValueDictionary

from boards import queries
from boards.live import admission
from boards.live.admission import Knock
from boards.live.ephemera import Message
from boards.live.frame import Frame
from boards.live.gathering import Gathering
from boards.live.heart import Heart, for_ever
from boards.live.hub import Hub
from boards.live.publisher import Publisher
from boards.live.seat import Member, Socket
from boards.live.subscription import Subscription
from boards.threads import in_reads

# Seconds.
LINGER = 60
FAREWELL = 2


class Hubs:
    """The hubs of one event loop. Nothing here waits for the channel layer, which may be down."""

    def __init__(self) -> None:
        self.publisher = Publisher()
        self._hubs: dict[UUID, Hub] = {}
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()
        self.subscription = Subscription(wanted=self._hubs.keys, hear=self._hear, joined=self._joined)
        self._deserted: dict[UUID, float] = {}
        self._heart = Heart()
        self._tasks: set[asyncio.Task[None]] = set()
        self._door: Gathering[Knock, Member | int] = Gathering(
            lambda knocks: in_reads(admission.let_in, knocks), "door"
        )

    async def let_in(self, board_id: UUID, session_key: str) -> Member | int:
        """Return who comes to a board with a session, or the code to close their socket with."""
        return await self._door.ask(Knock(board_id, session_key))

    def publish(self, frame: Frame) -> None:
        """Hand a frame to the sockets of this process, then to the other processes."""
        if hub := self._hubs.get(frame.board):
            hub.receive(frame)
        self.publisher.send(frame)

    async def hello(
        self,
        socket: Socket,
        board_id: UUID,
        epoch: UUID | None,
        revision: int,
        message: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """Seat a socket at its board's hub, which is made if need be, and send it what it missed.

        ``message`` is the hello itself, which may tell something ephemeral besides.
        """
        async with self._lock(board_id):
            hub = self._hubs.get(board_id)
            if hub is None:
                stamp = await in_reads(queries.stamp, board_id=board_id)
                hub = self._hubs[board_id] = Hub(board_id, stamp, partial(self._tell_others, board_id))
            # Still under the lock, so that the hub cannot be closed as empty.
            seat = hub.sit(socket, message)
            self._deserted.pop(board_id, None)
        self._start()
        await hub.resume(seat, epoch, revision)

    async def open_dialog(self, socket: Socket, board_id: UUID, card: UUID | None, revision: int) -> None:
        """Note which card's dialog a socket has open (None: none), and send what that has missed."""
        if hub := self._hubs.get(board_id):
            await hub.open_dialog(socket, card, revision)

    def leave(self, socket: Socket, board_id: UUID) -> None:
        """Forget a socket; a hub without sockets lives on for a while, for those who reload."""
        if hub := self._hubs.get(board_id):
            hub.leave(socket)

    def note(self, socket: Socket, board_id: UUID, message: Mapping[str, object]) -> None:
        """Take something ephemeral from a socket."""
        if hub := self._hubs.get(board_id):
            hub.note(socket, message)

    def closed(self, board_id: UUID) -> None:
        """Turn everybody out of a board that was deleted; other processes find out with their next beat."""
        if hub := self._hubs.get(board_id):
            hub.check_access()

    def follow(self, before: str, after: str) -> None:
        """Know the sockets of a session by its new key."""
        for hub in self._hubs.values():
            for visitor in (socket.visitor for socket in hub.seats):
                if isinstance(visitor, Member) and visitor.session_key == before:
                    visitor.session_key = after

    def look_again(self, board_ids: Collection[UUID]) -> None:
        """Look again who may listen on these boards, here and in the other processes."""
        for board_id in board_ids:
            if hub := self._hubs.get(board_id):
                hub.check_access()
            self.publisher.tell(board_id, {"type": "access", "board": str(board_id)})

    def hub_of(self, board_id: UUID) -> Hub | None:
        """Return the board's hub, if this process has one."""
        return self._hubs.get(board_id)

    async def stop(self) -> None:
        """Say farewell, send what waits to be published, as far as that goes, and stop everything."""
        self._door.stop()
        for hub in self._hubs.values():
            hub.ephemera.farewell()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                await self.publisher.drained()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await self.publisher.stop()
        for hub in self._hubs.values():
            await hub.stop()
        self._hubs.clear()

    # Private

    def _lock(self, board_id: UUID) -> asyncio.Lock:
        # Kept for as long as somebody holds or awaits it.
        return self._locks.setdefault(board_id, asyncio.Lock())

    def _start(self) -> None:
        if not self._tasks:
            for work in (self.subscription.listen, self.subscription.join, self._beat):
                self._tasks.add(asyncio.create_task(for_ever(work), name=f"hubs {work.__name__}"))
        self.subscription.look()

    def _hear(self, message: dict[str, Any]) -> None:
        if message["process"] == self.publisher.process:
            # The echo of our own.
            return
        hub = self._hubs.get(UUID(message["board"]))
        if hub is None:
            return
        match message["type"]:
            case "frame":
                hub.receive(Frame.from_message(message))
            case "access":
                hub.check_access()
            case "ephemera":
                hub.ephemera.hear(message["process"], message)

    def _tell_others(self, board_id: UUID, message: Message) -> None:
        self.publisher.tell(board_id, {**message, "type": "ephemera", "board": str(board_id)})

    async def _joined(self, board_id: UUID) -> None:
        """Learn what other processes said of a board before we heard them."""
        # Without the board's lock: neither a hello nor the heartbeat waits for a layer that is frozen.
        if hub := self._hubs.get(board_id):
            hub.ephemera.ask()
            hub.expect(await in_reads(queries.stamp, board_id=board_id))

    async def _beat(self) -> None:
        await self._heart.beat(self._hubs)
        for board_id, hub in list(self._hubs.items()):
            await self._close_if_deserted(board_id, hub)
        self.subscription.look()

    async def _close_if_deserted(self, board_id: UUID, hub: Hub) -> None:
        async with self._lock(board_id):
            if hub.seats:
                self._deserted.pop(board_id, None)
            elif time.monotonic() - self._deserted.setdefault(board_id, time.monotonic()) > LINGER:
                del self._deserted[board_id], self._hubs[board_id]
                await hub.stop()


_by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Hubs] = WeakKeyDictionary()


def hubs() -> Hubs:
    """Return the hubs of the running event loop: one set per process, but for tests."""
    loop = asyncio.get_running_loop()
    found = _by_loop.get(loop)
    if found is None:
        found = _by_loop[loop] = Hubs()
    return found
