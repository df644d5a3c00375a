"""A browser without a window: one page, one socket that comes back by itself, one outbox."""

import asyncio
import contextlib
import json
import random
import re
import sys
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from boards.tests.page import Page
from faults.outbox import Entry, Outbox

# As the page tells htmx: between half a second and 3.8 s, with 30 % of jitter.
FIRST_RETRY, LAST_RETRY, JITTER = 0.5, 3.8, 0.3
SILENCE = 35
# Seconds between two hellos from the same revision.
PAUSE = 1
GONE_FOR_GOOD = {4401, 4403, 4409}
STAMP = re.compile(r"<hx-frame([^>]*)>")
ATTRIBUTE = re.compile(r'data-([a-z]+)="([^"]*)"')


class Client:
    """Somebody on a board. What arrives is judged at once, by its stamp, and applied when the page is asked for."""

    def __init__(self, name: str, address: str, origin: str, session: str, html: str) -> None:
        self.name, self.address = name, address
        self.headers = {"Origin": origin, "Cookie": f"sessionid={session}"}
        self.html = html
        page = Page(html)
        self.revision, self.epoch = page.revision, page.board.attributes["data-epoch"] or ""
        self.frames: list[str] = []
        self.resets = 0
        # (moment, revision) of each step of the page, (moment, what) of each event of the socket.
        self.steps: list[tuple[float, int]] = [(time.monotonic(), self.revision)]
        self.events: list[tuple[float, str]] = []
        self.codes: list[int] = []
        self.refusals: list[dict[str, object]] = []
        self.live = False
        self.tab = str(uuid4())
        self.outbox = Outbox(self._transmit)
        self._socket: ClientConnection | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._asked = (-1, 0.0)

    async def run(self) -> None:
        """Connect, and come back whenever the connection is lost, for ever."""
        attempt = 0
        while not GONE_FOR_GOOD.intersection(self.codes):
            try:
                async with self._connection() as socket:
                    attempt = 0
                    self._note("open")
                    await self._listen(socket)
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, InvalidMessage, EOFError):
                pass
            self._lost()
            delay = min(FIRST_RETRY * 2**attempt, LAST_RETRY)
            attempt += 1
            await asyncio.sleep(delay * random.uniform(1 - JITTER, 1 + JITTER))

    def give(self, command: str, mark: str = "", **fields: str) -> Entry:
        """Give a command with a mark of its own."""
        entry = Entry(str(uuid4()), command, fields, mark, time.monotonic())
        self.outbox.add(entry)
        return entry

    def page(self) -> Page:
        """Return the page with every frame that came applied to it."""
        page = Page(self.html)
        for frame in self.frames:
            page.apply(frame)
        assert page.revision == self.revision
        return page

    def reached(self, revision: int) -> float | None:
        """Return the moment at which the page showed a revision, None if it does not yet; within one history."""
        at = bisect_left(self.steps, revision, key=lambda step: step[1])
        return self.steps[at][0] if at < len(self.steps) else None

    # Private

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[ClientConnection]:
        socket = await connect(
            self.address,
            additional_headers=self.headers,
            compression=None,
            open_timeout=20,
            close_timeout=1,
            ping_interval=None,
            max_size=None,
            max_queue=None,
            proxy=None,
        )
        try:
            yield socket
        finally:
            if socket.close_code:
                self.codes.append(socket.close_code)
                self._note(f"closed {socket.close_code}")
            socket.transport.abort()

    async def _listen(self, socket: ClientConnection) -> None:
        self._socket, self._asked = socket, (-1, 0.0)
        await self._hello()
        while True:
            async with asyncio.timeout(SILENCE):
                text = str(await socket.recv())
            if text.startswith("<"):
                await self._judge(text)
            else:
                await self._hear(json.loads(text))

    async def _hear(self, answer: dict[str, object]) -> None:
        now = time.monotonic()
        if "refused" in answer:
            self.refusals.append(answer)
            if answer["refused"] is None and not self.live:
                await asyncio.sleep(5)
                await self._hello()
                return
        if "head" in answer and int(str(answer["head"])) > self.revision:
            await self._hello()
        self._is_live()
        self.outbox.answered(answer, now)

    async def _judge(self, frame: str) -> None:
        stamp = stamp_of(frame)
        revision, reset = int(stamp["revision"]), "reset" in stamp
        if not reset and stamp["epoch"] == self.epoch and revision <= self.revision:
            return self._is_live()
        if not reset and (stamp["epoch"] != self.epoch or int(stamp["from"]) > self.revision):
            return await self._hello()
        # The same text for everybody: kept once.
        self.frames.append(sys.intern(frame))
        self.revision, self.epoch = revision, stamp["epoch"]
        self.resets += reset
        self.steps.append((time.monotonic(), revision))
        return self._is_live()

    async def _hello(self) -> None:
        # Once a second from each revision: frames from far ahead may come in a row.
        asked, self._asked = self._asked, (self.revision, time.monotonic())
        if asked[0] == self.revision and self._asked[1] - asked[1] < PAUSE:
            self._asked = asked
        elif self._socket is not None:
            await self._socket.send(json.dumps({"hello": True, "epoch": self.epoch, "revision": self.revision}))

    def _is_live(self) -> None:
        if not self.live:
            self.live = True
            self._note("live")
            self.outbox.open()

    def _lost(self) -> None:
        if self._socket is not None:
            self._note("lost")
        self.live, self._socket = False, None
        self.outbox.close()

    def _transmit(self, entry: Entry) -> bool:
        if self._socket is None or not self.live:
            return False
        task = asyncio.ensure_future(self._send(self._socket, json.dumps(entry.message(self.tab))))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return True

    async def _send(self, socket: ClientConnection, text: str) -> None:
        # A socket that broke is noticed where it is read.
        with contextlib.suppress(ConnectionClosed, OSError):
            await socket.send(text)

    def _note(self, event: str) -> None:
        self.events.append((time.monotonic(), event))


@asynccontextmanager
async def running(clients: Iterable[Client]) -> AsyncIterator[None]:
    """Let clients live on their boards; what one of them raises fails the test."""
    tasks = [asyncio.create_task(client.run(), name=client.name) for client in clients]
    try:
        yield
        for task in tasks:
            if task.done():
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def stamp_of(frame: str) -> dict[str, str]:
    """Return the data attributes of a frame, by name."""
    match = STAMP.match(frame.lstrip())
    assert match, frame[:80]
    attributes = dict(ATTRIBUTE.findall(match[1]))
    return attributes if "data-reset" not in match[1] else {**attributes, "reset": ""}
