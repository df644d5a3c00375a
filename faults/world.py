"""Where faults happen: a house of server processes, the daemons behind it, and boards full of clients."""

import asyncio
import contextlib
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boards.tests.page import Page
from e2e import house as houses
from e2e.house import House
from e2e.server import Server
from faults.client import Client, running
from faults.proxy import Proxy, through
from tooling import services
from tooling.daemon import Daemon

COLUMNS = [["To do", ["Pack", "Call", "Write"]], ["Doing", ["Paint", "Sand", "Test"]], ["Done", []]]
# A fault whose effects last longer than this was not survived.
LIMIT = 120
SETTINGS = "faults.settings"
# Seconds between the clocks of the two servers.
APART = 5


@dataclass
class World:
    """Servers, with what they stand on; None where that is embedded."""

    house: House
    data: Path
    postgres: Daemon | None = None
    redis: Daemon | None = None

    @property
    def servers(self) -> list[Server]:
        """The server processes."""
        return self.house.servers

    @property
    def port(self) -> int:
        """The port of the first server."""
        return self.servers[0].port

    def arm(self, fault: str) -> Path:
        """Let a fault happen inside a server (faults/sabotage.py); return the file that is gone when it did."""
        path = self.data / fault
        path.touch()
        return path

    async def scene(self, clients: int, columns: list[Any] | None = None) -> "Scene":
        """Make a board with so many people in front of it, none of whom has connected yet."""
        return await asyncio.to_thread(Scene.made, self, clients, columns or COLUMNS)


@dataclass
class Scene:
    """A board, and the sessions of the people on it."""

    world: World
    board: str
    path: str
    sessions: list[str]
    columns: list[str]
    cards: list[str]

    @classmethod
    def made(cls, world: World, clients: int, columns: list[Any]) -> "Scene":
        """Make the board, through the clerk."""
        board = world.house.board(columns)
        sessions = world.house.ask("crowd", board=board.id, count=clients)["sessions"]
        scene = cls(world, board.id, board.path, sessions, [], [])
        ids = [element.id for element in Page(scene.html()).root.walk() if element.tag == "li"]
        scene.columns = [id.removeprefix("column-") for id in ids if id.startswith("column-")]
        scene.cards = [id.removeprefix("card-") for id in ids if id.startswith("card-")]
        return scene

    def html(self, server: int = 0) -> str:
        """Return the board's page, freshly rendered by a server."""
        url = self.world.servers[server].url + self.path
        request = urllib.request.Request(url, headers={"Cookie": f"sessionid={self.sessions[0]}"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return str(response.read().decode())

    def client(self, index: int, html: str, proxy: Proxy | None = None, server: int = 0) -> Client:
        """Return one of the people, who comes by a proxy or directly."""
        origin = self.world.servers[server].url
        port = proxy.port if proxy else self.world.servers[server].port
        address = f"ws://127.0.0.1:{port}/ws/b/{self.board}/"
        return Client(f"client {index}", address, origin, self.sessions[index], html)

    @asynccontextmanager
    async def crowd(
        self, *, servers: int = 1, by_proxy: bool = True
    ) -> AsyncIterator[tuple[list[Client], list[Proxy]]]:
        """Give everybody, live, spread over servers, each with a way to the server that can be cut."""
        html = await asyncio.to_thread(self.html)
        async with contextlib.AsyncExitStack() as stack:
            ports = [server.port for server in self.world.servers[:servers]]
            count = len(self.sessions)
            proxies = [
                await stack.enter_async_context(through(ports[index % servers]))
                for index in range(count if by_proxy else 0)
            ]
            clients = [
                self.client(index, html, proxies[index] if by_proxy else None, index % servers)
                for index in range(count)
            ]
            await stack.enter_async_context(running(clients))
            await until(lambda: all(client.live for client in clients))
            yield clients, proxies


async def until(condition: Callable[[], object], limit: float = LIMIT) -> float:
    """Wait until a condition holds; return the seconds that took. Raises TimeoutError."""
    start = time.monotonic()
    async with asyncio.timeout(limit):
        while not condition():
            await asyncio.sleep(0.02)
    return time.monotonic() - start


@contextlib.contextmanager
def embedded(data: Path) -> Iterator[World]:
    """Give one server on SQLite with the in-memory layer: what `bin/run` starts."""
    with houses.opened(data, DJANGO_SETTINGS_MODULE=SETTINGS) as house:
        yield World(house, data)


@contextlib.contextmanager
def clustered(data: Path) -> Iterator[World | None]:
    """Give two servers, their clocks 5 s apart, on a PostgreSQL and a Redis of their own."""
    with services.private_postgres() as postgres, services.private_redis() as redis:
        if postgres is None or redis is None:
            yield None
            return
        services.make_database(postgres.url)
        with _two_servers(data, postgres, redis) as house:
            yield World(house, data, postgres, redis)


@contextlib.contextmanager
def _two_servers(data: Path, postgres: Daemon, redis: Daemon) -> Iterator[House]:
    house = House(data, servers=2, DJANGO_SETTINGS_MODULE=SETTINGS, DATABASE_URL=postgres.url, REDIS_URL=redis.url)
    (data / f"clock-{house.servers[1].port}").write_text(str(APART))
    try:
        house.open()
        yield house
    finally:
        house.close()
