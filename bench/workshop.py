"""What the rows share: the subjects, databases that are gone afterwards, how long and how often things are measured."""

import asyncio
import contextlib
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import conninfo, sql

from bench.browser import Door
from bench.crowd import Crowd
from bench.dialects import Dialect, title
from bench.processes import Running
from bench.subjects.product import Liveboard
from bench.subjects.rivals import Bare, Tutorial
from e2e.house import House
from tooling import services

# The most that a row needs.
PROCESSES = 4
# Of a crowd that edits as fast as the subject takes it; they come besides those who look on.
WRITERS = 8


class Rival(Protocol):
    """What the product is compared with."""

    @property
    def name(self) -> str:
        """What it is called."""

    def running(self) -> contextlib.AbstractContextManager[Running]:
        """Let it run."""

    def doors(self, running: Running, people: int) -> list[Door]:
        """Return where people come in."""

    def dialect(self, fragment: str) -> Dialect:
        """Return how it is spoken to."""


@dataclass
class Workshop:
    """All that a row needs. ``clustered`` stands on PostgreSQL and Redis, ``embedded`` on SQLite."""

    clustered: Liveboard
    embedded: Liveboard
    tutorials: list[Tutorial]
    editing: Tutorial
    bare: Bare
    # The database of the bare edit.
    site: str
    data: Path
    # A frame of the product's, of an edit that writes title(0).
    fragment: str
    quick: bool
    started: float = field(default_factory=time.monotonic)
    _sessions: list[str] = field(default_factory=list)

    @cached_property
    def board(self) -> str:
        """A board that most rows share, with a card for each writer."""
        return self.clustered.board(WRITERS)

    def people(self, count: int) -> list[str]:
        """Return the sessions of so many people on that board."""
        if (missing := count - len(self._sessions)) > 0:
            self._sessions += self.clustered.people(self.board, missing)
        return self._sessions[:count]

    @asynccontextmanager
    async def crowd(self, running: Running, people: int, writers: int = WRITERS) -> AsyncIterator[Crowd]:
        """Give people before that board, of whom the first ones write, in the processes that run."""
        crowd = Crowd(self.clustered.dialect(self.board), writers)
        async with before(crowd, self.clustered.doors(running, self.board, self.people(people))):
            # What is told about who came is told within a second.
            await asyncio.sleep(1.2)
            yield crowd

    @asynccontextmanager
    async def rivals_crowd(self, rival: Rival, running: Running, people: int) -> AsyncIterator[Crowd]:
        """Give the same before a rival."""
        crowd = Crowd(rival.dialect(self.fragment), WRITERS)
        async with before(crowd, rival.doors(running, people)):
            yield crowd

    def say(self, text: str) -> None:
        """Tell whoever waits."""
        print(f"[{time.monotonic() - self.started:4.0f} s] {text}", file=sys.stderr, flush=True)

    def length(self, full: float, quick: float) -> float:
        """Return how long something is measured."""
        return quick if self.quick else full

    def rounds(self, what: str) -> Iterator[int]:
        """Count the rounds; in each, all subjects have their turn."""
        count = 1 if self.quick else 3
        for number in range(1, count + 1):
            self.say(f"{what}: round {number} of {count}")
            yield number


@asynccontextmanager
async def before(crowd: Crowd, doors: list[Door]) -> AsyncIterator[None]:
    """Let a crowd come, and go afterwards."""
    try:
        await crowd.enter(doors)
        yield
        crowd.check()
    finally:
        await crowd.leave()


@contextlib.contextmanager
def opened(data: Path, *, quick: bool) -> Iterator[Workshop]:
    """Set everything up. Raises RuntimeError without a PostgreSQL and a Redis."""
    with services.postgres() as postgres, services.redis_server() as redis, contextlib.ExitStack() as stack:
        if not (postgres and redis):
            raise RuntimeError("PostgreSQL and Redis have to be installed for this; bin/test says how to get them.")
        database, site = (stack.enter_context(_database(postgres, part)) for part in ("bench", "bench_site"))
        folders = [data / name for name in ("clustered", "embedded", "site")]
        for folder in folders:
            folder.mkdir()
        house = House(folders[0], servers=PROCESSES, DATABASE_URL=database, REDIS_URL=redis)
        stack.callback(house.close)
        # Compressing them takes longer than many a row.
        shutil.copytree(folders[0] / "static", folders[1] / "static")
        embedded = House(folders[1])
        stack.callback(embedded.close)
        yield Workshop(
            clustered=Liveboard(house),
            embedded=Liveboard(embedded),
            tutorials=_tutorials(folders[2], redis, quick=quick),
            editing=Tutorial("editing", folders[2], redis),
            bare=Bare(folders[2]),
            site=site,
            data=data,
            fragment=_fragment(house),
            quick=quick,
        )


def _tutorials(data: Path, redis: str, *, quick: bool) -> list[Tutorial]:
    """Return both of its consumers on both layers; where time is short, the one that serves several processes."""
    if quick:
        return [Tutorial("async", data, redis)]
    return [Tutorial(kind, data, layer) for kind in ("sync", "async") for layer in ("", redis)]


def _fragment(house: House) -> str:
    board = house.board([["To do", ["Boat"]]]).id
    card = house.ask("standing", board=board)["cards"][0]
    return str(house.ask("edit", board=board, card=card, title=title(0))["frame"])


@contextlib.contextmanager
def _database(url: str, part: str) -> Iterator[str]:
    """Give a database of our own beside the one that the address names."""
    name = f"{conninfo.conninfo_to_dict(url)['dbname']}_{part}"
    base = url.rpartition("/")[0]
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(conninfo.make_conninfo(url, dbname="postgres"), autocommit=True) as connection:
        # Left behind by a run that was cut off.
        connection.execute(drop)
        services.make_database(f"{base}/{name}")
        try:
            yield f"{base}/{name}"
        finally:
            connection.execute(drop)
