"""Where the stories take place: a database with the demo's people, and real server processes that can be restarted."""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from e2e.server import ROOT, Server

COLUMNS = [
    ["To do", [["Pack", "Ropes and *lamps*"], "Call", "Write"]],
    ["Doing", [["Paint", "Two coats"], "Sand", "Test"]],
    ["Done", []],
]


@dataclass(frozen=True)
class Person:
    """Somebody of the demo."""

    name: str
    login: str
    password: str
    role: str


@dataclass
class Board:
    """A board of one story's own."""

    id: str
    path: str
    house: "House"

    def columns(self) -> dict[str, list[str]]:
        """Return the columns in the database, with the titles of their cards."""
        columns: dict[str, list[str]] = self.house.ask("rows", board=self.id)["columns"]
        return columns

    def times_done(self, command: str) -> int:
        """Return how often a command took effect."""
        count: int = self.house.ask("changes", board=self.id, command=command)["count"]
        return count


class House:
    """A database, its clerk, and one or more servers."""

    def __init__(self, data: Path, *, servers: int = 1, demo: Sequence[str] = (), **configuration: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVEBOARD_")}
        for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
            kept.pop(name, None)
        self._data = data
        self._environment = {**kept, "LIVEBOARD_DATA": str(data), "PYTHONUNBUFFERED": "1", **configuration}
        self._run("manage.py", "prepare")
        people = json.loads(self._run("manage.py", "demo", "--json", *demo))
        self.demo: dict[str, Any] = people["boards"][0]
        self.people = {
            user["login"].split("@")[0]: Person(user["login"].split("@")[0].capitalize(), **user)
            for user in people["users"]
        }
        self.servers = [Server(data, self._environment) for _ in range(servers)]
        self._clerk: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address of the first server."""
        return self.servers[0].url

    def open(self) -> None:
        """Start what is not running."""
        for server in self.servers:
            server.start()

    def server(self, **configuration: str) -> Server:
        """Return one more server, configured in a way of its own."""
        self.servers.append(Server(self._data, {**self._environment, **configuration}))
        return self.servers[-1]

    def close(self) -> None:
        """End every process."""
        for server in self.servers:
            server.kill()
        if self._clerk is not None:
            self._clerk.communicate(timeout=10)

    def board(self, columns: list[list[Any]] | None = None, name: str = "Boat", index: int = 0) -> Board:
        """Make a board: alice owns it, bob edits it, vera looks on, charlie knows nothing of it."""
        return Board(**self.ask("make_board", columns=columns or COLUMNS, name=name, index=index), house=self)

    def session(self, person: str) -> str:
        """Return the key of a new session."""
        key: str = self.ask("make_session", person=person)["session"]
        return key

    def ask(self, task: str, **fields: Any) -> dict[str, Any]:
        """Let the clerk do something; return the answer."""
        if self._clerk is None:
            self._clerk = subprocess.Popen(
                [sys.executable, "-m", "e2e.clerk"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        _write(self._clerk.stdin, json.dumps({"do": task, **fields}))
        assert self._clerk.stdout is not None
        answer: dict[str, Any] = json.loads(self._clerk.stdout.readline())
        return answer

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self._environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed:\n{done.stderr}")
        return done.stdout


def copy_static_files(common: Path, data: Path) -> None:
    """Put collected static files into a house to be: compressing them takes longer than many a story."""
    common.mkdir(exist_ok=True)
    with (common / "lock").open("w") as lock:
        # The workers of one run begin at once; the first one collects.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (common / "static").exists():
            House(common)
    shutil.copytree(common / "static", data / "static")


@contextlib.contextmanager
def opened(data: Path, *, servers: int = 1, demo: Sequence[str] = (), **configuration: str) -> Iterator[House]:
    """Give a house whose servers are ready; every process is gone afterwards. ``demo`` says what its demo is like."""
    house = House(data, servers=servers, demo=demo, **configuration)
    try:
        house.open()
        yield house
    finally:
        house.close()


def _write(pipe: IO[str] | None, line: str) -> None:
    assert pipe is not None
    pipe.write(line + "\n")
    pipe.flush()
