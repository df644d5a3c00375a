"""Fixtures: the two worlds, the scale of the long tests, and the book of what was measured."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from e2e import house as houses
from faults import report
from faults.report import Measured
from faults.world import World, clustered, embedded

ROWS = pytest.StashKey[list[Measured]]()
FULL = bool(os.environ.get("FAULTS_FULL"))

type Scale = Callable[[float, float], float]


@pytest.fixture(scope="session")
def embedded_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give one server on SQLite."""
    with embedded(_data(tmp_path_factory, "embedded")) as world:
        yield world


@pytest.fixture(scope="session")
def cluster_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give two servers on PostgreSQL and Redis."""
    with clustered(_data(tmp_path_factory, "cluster")) as world:
        if world is None:
            message = "PostgreSQL and Redis have to be installed for this; bin/test says how to get them."
            (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
        yield world


@pytest.fixture
def one(embedded_world: World) -> Iterator[World]:
    """Give one server that runs."""
    yield from _whole(embedded_world)


@pytest.fixture
def two(cluster_world: World) -> Iterator[World]:
    """Give two servers that run, and so do their daemons."""
    yield from _whole(cluster_world)


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Iterator[Measured]:
    """Give the row of the table that this test is named after."""
    number = int(request.node.name.split("_")[2])
    fault = request.node.name.split("[")[0].split("_", 3)[3].replace("_", " ")
    row = Measured(number, fault)
    yield row
    # Of a test that was interrupted there is nothing to say.
    if hasattr(request.node, "failed"):
        row.held = not request.node.failed
        request.config.stash.setdefault(ROWS, []).append(row)


@pytest.fixture
def scale(measured: Measured) -> Scale:
    """Give ``scale(full, short)``: the length of a test, short but for ``--full``; the factor is printed."""

    def choose(full: float, short: float) -> float:
        length = full if FULL else short
        factor = "" if FULL else f" (1/{full / short:.0f})"
        measured.length = f"{measured.length} {length:g}{factor}".strip()
        print(f"row {measured.row}: {length:g} of {full:g}{factor}")
        return length

    return choose


def _data(factory: pytest.TempPathFactory, name: str) -> Path:
    data = factory.mktemp(name)
    houses.copy_static_files(factory.getbasetemp() / "common", data)
    return data


def _whole(world: World) -> Iterator[World]:
    world.house.open()
    yield world
    for daemon in filter(None, (world.postgres, world.redis)):
        daemon.thaw()
        daemon.start()
    # What was armed and never happened; logs are empty files as well, and stay.
    for fault in [
        each for each in world.data.iterdir() if not (each.stat().st_size or each.suffix) and "-" in each.name
    ]:
        fault.unlink()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know how a test ended."""
    result = yield
    if result.when == "call":
        item.failed = result.failed  # type: ignore[attr-defined]
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was measured, and put it into the page that FAULTS_REPORT names."""
    rows = config.stash.get(ROWS, [])
    terminalreporter.section("what was measured")
    for row in rows:
        terminalreporter.write_line(row.line())
    if address := os.environ.get("FAULTS_REPORT"):
        report.write(Path(address), rows)
