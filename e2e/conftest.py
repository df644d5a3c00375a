"""Fixtures: the houses, the browsers, and the people of each story with a fresh board of their own."""

import os
import secrets
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Playwright, expect

from e2e import house as houses
from e2e.actors import Actor
from e2e.axe import Inspector
from e2e.browsers import Browsers
from e2e.casting import Casting
from e2e.house import Board, House
from tooling import services

type Cast = Callable[..., Actor]
type Site = Callable[[str], Path]

# Generous: these stories say nothing on speed, and machines that test are busy.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give folders for houses, with the static files in them."""
    mine = tmp_path_factory.getbasetemp()
    # The workers' folders stand beside each other in that of the run.
    common = mine.parent if os.environ.get("PYTEST_XDIST_WORKER") else mine

    def prepare(name: str) -> Path:
        data = tmp_path_factory.mktemp(name)
        houses.copy_static_files(common / "common", data)
        return data

    return prepare


@pytest.fixture(scope="session")
def house(site: Site) -> Iterator[House]:
    """Give SQLite, the in-memory layer, one server: what `bin/run` starts."""
    with houses.opened(site("house")) as opened:
        yield opened


@pytest.fixture(scope="session")
def cluster(site: Site) -> Iterator[House]:
    """Give PostgreSQL, Redis and two servers behind them."""
    with services.postgres() as postgres, services.redis_server() as redis:
        if not (postgres and redis):
            missing = "PostgreSQL and Redis are needed for this story; bin/test says how to get them."
            (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
        # The server's own database is left alone; this one goes away again.
        name = f"stories_{secrets.token_hex(4)}"
        address = psycopg.conninfo.make_conninfo(postgres, dbname="postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            try:
                url = postgres.rpartition("/")[0] + f"/{name}"
                with houses.opened(site("cluster"), servers=2, DATABASE_URL=url, REDIS_URL=redis) as opened:
                    yield opened
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def browsers(playwright: Playwright) -> Iterator[Browsers]:
    """Give one browser of each kind, started on demand."""
    running = Browsers(playwright)
    yield running
    running.close()


@pytest.fixture(scope="session")
def inspector() -> Inspector:
    """Give the one who holds what stories end with to the rules of accessibility."""
    return Inspector()


@pytest.fixture
def board(house: House) -> Board:
    """Give a board that no other story knows."""
    return house.board()


@pytest.fixture
def cast(browsers: Browsers, inspector: Inspector, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """Give people: ``cast("Alice", house)``. Each of them fails the story if their browser complains."""
    casting = Casting(browsers, inspector)

    def appear(name: str, house: House, *, server: int = 0, **options: Any) -> Actor:
        host = house.servers[server]
        host.start()
        actor = casting.appear(name or "Somebody", host, **options)
        if name:
            session = house.session(name)
            actor.context.add_cookies([{"name": "sessionid", "value": session, "url": host.url}])
        return actor

    yield appear
    casting.leave(request.node.name, failed=getattr(request.node, "failed", False))


@pytest.fixture
def alice(cast: Cast, house: House) -> Actor:
    """The owner."""
    return cast("Alice", house)


@pytest.fixture
def engine() -> str:
    """Bob's browser; the stories of two people say which ones."""
    return "chromium"


@pytest.fixture
def bob(cast: Cast, house: House, engine: str) -> Actor:
    """An editor, in a browser of his own."""
    return cast("Bob", house, engine=engine)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know of a failure, so that they keep a picture of every page."""
    report = yield
    if report.when == "call":
        item.failed = report.failed  # type: ignore[attr-defined]
    return report
