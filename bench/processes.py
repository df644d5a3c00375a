"""Real processes, each on its core: subjects on one, the generator on another."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from e2e.server import ROOT, free_port
from faults.usage import resident, seconds_of_work

# The first core and the last: the same one where there is no other, and then only ratios mean anything.
SUBJECTS, GENERATOR = min(os.sched_getaffinity(0)), max(os.sched_getaffinity(0))
# Seconds.
START_TIMEOUT = 60


@contextlib.contextmanager
def on_core(core: int) -> Iterator[None]:
    """Let what is started meanwhile run on one core: every thread of it inherits that."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@dataclass(frozen=True)
class Running:
    """Processes that serve, all at one subject's."""

    pids: Sequence[int]
    ports: Sequence[int]

    def work(self) -> float:
        """Return the seconds that processors have spent on them."""
        return sum(seconds_of_work(pid) for pid in self.pids)

    def memory(self) -> int:
        """Return the bytes of memory that they have."""
        return sum(resident(pid) for pid in self.pids)


@contextlib.contextmanager
def listening(words: Sequence[str], log: Path, environment: Mapping[str, str]) -> Iterator[Running]:
    """Run a Python module that listens at the port in ``{port}`` of its words, until it is not needed any more."""
    port = free_port()
    command = [sys.executable, "-m", *(word.format(port=port) for word in words)]
    with log.open("a") as file, on_core(SUBJECTS):
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=file, stderr=file)
    try:
        _wait_for(port, process, log)
        yield Running([process.pid], [port])
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text()[-2000:]}")
