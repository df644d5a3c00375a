"""What the product is compared with, as processes: the tutorial's consumers, the bare broadcast, the bare edit."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.browser import Door
from bench.dialects import Dialect, Echo, Titles
from bench.processes import SUBJECTS, Running, listening, on_core
from e2e.server import ROOT


@dataclass(frozen=True)
class Tutorial:
    """One of the tutorial's consumers behind Daphne; ``redis`` is "" for the in-memory layer."""

    kind: str
    data: Path
    redis: str = ""
    database: str = ""

    @property
    def name(self) -> str:
        """What it is called in the report."""
        return f"tutorial, {self.kind}, {'Redis' if self.redis else 'in-memory'} layer"

    @contextlib.contextmanager
    def running(self) -> Iterator[Running]:
        """Let it run."""
        environment = _site(self.data, self.database, self.redis)
        if self.kind == "editing":
            _bare(environment)
        words = ["daphne", "-v", "0", "-b", "127.0.0.1", "-p", "{port}", "bench.subjects.site.asgi:application"]
        with listening(words, self.data / "tutorial.log", environment) as running:
            yield running

    def doors(self, running: Running, people: int) -> list[Door]:
        """Return where people come in: all in one room."""
        return [Door(running.ports[0], f"/ws/{self.kind}/boat/", {"Origin": "http://127.0.0.1"})] * people

    def dialect(self, fragment: str) -> Dialect:
        """Return how it is spoken to."""
        return Titles(self.name) if self.kind == "editing" else Echo(self.name, fragment, "message")


@dataclass(frozen=True)
class Bare:
    """``websockets.broadcast`` and nothing else."""

    data: Path
    name: str = "websockets.broadcast"

    @contextlib.contextmanager
    def running(self) -> Iterator[Running]:
        """Let it run."""
        with listening(["bench.subjects.broadcast", "{port}"], self.data / "broadcast.log", {}) as running:
            yield running

    def doors(self, running: Running, people: int) -> list[Door]:
        """Return where people come in."""
        return [Door(running.ports[0])] * people

    def dialect(self, fragment: str) -> Dialect:
        """Return how it is spoken to."""
        return Echo(self.name, fragment)


def bare_edits(data: Path, seconds: float, database: str = "") -> float:
    """Return how many bare edits are done in one second, on SQLite or a database."""
    return float(_bare(_site(data, database, ""), str(seconds)))


def _site(data: Path, database: str, redis: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "bench.subjects.site.settings",
        "BENCH_DATA": str(data),
        "DATABASE_URL": database,
        "REDIS_URL": redis,
    }


def _bare(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "bench.subjects.site.bare", *words]
    with on_core(SUBJECTS):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, check=False, capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"The bare edit failed:\n{done.stderr[-2000:]}")
    return done.stdout
