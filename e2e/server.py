"""A real server process, which stories may end and start again."""

import contextlib
import random
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TROUBLE = re.compile(r" (ERROR|CRITICAL) |^Traceback|Exception")


class Server:
    """One ``manage.py serve``, always at the same address."""

    def __init__(self, data: Path, environment: dict[str, str]) -> None:
        port = free_port()
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = data / f"server-{port}.log"
        self._environment = {**environment, "LIVEBOARD_PORT": str(port), "LIVEBOARD_URL": self.url}
        self._process: subprocess.Popen[str] | None = None
        self._seen = 0

    def start(self, **configuration: str) -> None:
        """Start it, unless it runs, and wait until it says that it is ready; what is configured stays so."""
        if self._process is not None:
            return
        self._environment |= configuration
        with self.log.open("a") as log:
            command = [sys.executable, "manage.py", "serve"]
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if "ready" in line:
                return
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-2000:]}")

    @property
    def pid(self) -> int:
        """The process, as the system knows it."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to leave, as a deployment does."""
        self._end(signal.SIGTERM)

    def complaints(self) -> list[str]:
        """Return what it logged as an error since the last time."""
        with self.log.open() as log:
            log.seek(self._seen)
            lines = log.readlines()
            self._seen = log.tell()
        return [line.rstrip() for line in lines if TROUBLE.search(line)]

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.communicate(timeout=30)
        self._process = None


def free_port() -> int:
    """Return a port that nobody listens on, and that stays so while a server restarts: connections get higher ones."""
    while True:
        port = random.randint(20_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
