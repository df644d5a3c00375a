"""The storm: a restart sends everybody away, edits happen meanwhile, and all come back in one moment."""

import asyncio
import json
import random
import re
import time
from functools import partial
from pathlib import Path

from bench.browser import Browser, Door, connect
from bench.counting import FILE
from bench.dialects import Product, title
from bench.figures import Figure
from bench.processes import SUBJECTS, Running, on_core
from bench.report import AT_MOST, Row, row
from bench.workshop import Workshop
from e2e.server import Server
from faults.client import FIRST_RETRY, JITTER, LAST_RETRY

PEOPLE = 1000
MISSED = 20
# Seconds.
LIMIT = 120
_REVISION = re.compile(rb'data-revision="(\d+)"')
_HEAD = re.compile(rb'"head": (\d+)')


class Returners:
    """People who come back with the page's own patience, each from the revision that its page shows."""

    def __init__(self, doors: list[Door], dialect: Product) -> None:
        # Nobody compares frames here: each gets what it has missed.
        self.frames: list[bytes] = []
        self._doors, self._dialect = doors, dialect
        # Where each browser is, by its door's place; and who was sent away.
        self.shown = [0] * len(doors)
        self._ends: dict[Browser, asyncio.Event] = {}
        self._place: dict[Browser, int] = {}

    async def live(self, place: int) -> None:
        """Be on the board for ever."""
        attempt = 0
        while True:
            try:
                browser = await connect(self._doors[place], self)
                attempt = 0
                self._place[browser], ended = place, self._ends.setdefault(browser, asyncio.Event())
                browser.answered = partial(self._hear, place)
                revision = self.shown[place] or self._dialect.revision
                browser.send(json.dumps({"hello": True, "epoch": self._dialect.epoch, "revision": revision}))
                await ended.wait()
            except OSError:
                pass
            delay = min(FIRST_RETRY * 2**attempt, LAST_RETRY)
            attempt += 1
            await asyncio.sleep(delay * random.uniform(1 - JITTER, 1 + JITTER))

    def leave(self) -> None:
        """Cut all connections."""
        for browser in self._place:
            browser.close()

    async def reach(self, revision: int) -> None:
        """Wait until everybody shows a revision."""
        async with asyncio.timeout(LIMIT):
            while min(self.shown) < revision:
                await asyncio.sleep(0.01)

    # --- What browsers tell

    def received(self, index: int) -> None:
        """Nothing: no frame is known."""

    def other(self, browser: Browser, payload: bytes) -> None:
        """Take a frame."""
        self._see(self._place[browser], _REVISION.search(payload))

    def lost(self, browser: Browser, error: Exception | None) -> None:
        """Let it come back."""
        self._ends.setdefault(browser, asyncio.Event()).set()

    def _hear(self, place: int, payload: bytes) -> None:
        self._see(place, _HEAD.search(payload))

    def _see(self, place: int, revision: re.Match[bytes] | None) -> None:
        if revision:
            self.shown[place] = max(self.shown[place], int(revision[1]))


async def storm(shop: Workshop) -> list[Row]:
    """How long it takes until the last one has caught up, and how often the journal is read for that."""
    server = shop.clustered.house.server(DJANGO_SETTINGS_MODULE="bench.settings")
    sessions = shop.people(PEOPLE)
    times: list[float] = []
    whole: list[float] = []
    reads: list[float] = []
    for _ in shop.rounds("storm"):
        try:
            await asyncio.to_thread(_start, server)
            doors = shop.clustered.doors(Running([server.pid], [server.port]), shop.board, sessions)
            came = await _one(shop, server, doors)
        finally:
            server.kill()
        for figures, each in zip((times, whole, reads), came, strict=True):
            figures.append(each)
    return [
        row(
            f"{PEOPLE} browsers back after a restart: all caught up after",
            "s",
            Figure(tuple(times)),
            AT_MOST,
            10,
            {"since the server was asked to leave": f"{Figure(tuple(whole))} s"},
        ),
        row(
            f"{PEOPLE} browsers back after a restart: journal reads a second, one board, one process",
            "/s",
            Figure(tuple(reads)),
            AT_MOST,
            1,
            {"revisions missed": str(MISSED)},
        ),
    ]


async def _one(shop: Workshop, server: Server, doors: list[Door]) -> tuple[float, float, float]:
    """Return the seconds since the server was back, those since it was asked to leave, and journal reads a second."""
    dialect = shop.clustered.dialect(shop.board)
    people = Returners(doors, dialect)
    tasks = [asyncio.create_task(people.live(place)) for place in range(len(doors))]
    try:
        await people.reach(dialect.revision)
        asked = time.monotonic()
        await asyncio.to_thread(server.stop)
        for number in range(MISSED):
            card = dialect.cards[number % len(dialect.cards)]
            edit = {"board": shop.board, "card": card, "title": title(90_000_000 + number)}
            await asyncio.to_thread(shop.clustered.house.ask, "edit", **edit)
        await asyncio.to_thread(_start, server)
        ready = time.monotonic()
        await people.reach(dialect.revision + MISSED)
        now = time.monotonic()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        people.leave()
    return now - ready, now - asked, _reads_a_second(shop.data / "clustered" / FILE, since=ready)


def _start(server: Server) -> None:
    with on_core(SUBJECTS):
        server.start()


def _reads_a_second(file: Path, since: float) -> float:
    moments = [float(line) for line in file.read_text().split()] if file.exists() else []
    late = [moment for moment in moments if moment >= since]
    return len(late) / (late[-1] - late[0] + 1) if late else 0.0
