"""A server of one's own: a process that is started, asked to leave, killed or frozen, always at the same address."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

START_TIMEOUT = 20  # seconds
LEAVE_TIMEOUT = 10


class Daemon:
    """A server at ``url``; ``answers`` tells whether it does. As a context it runs, and is gone afterwards."""

    def __init__(self, url: str, command: list[str], user: int, folder: Path, answers: Callable[[], bool]) -> None:
        self.url = url
        self._command, self._user, self._folder, self._answers = command, user, folder, answers
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.thaw()
        self.stop()

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers. Raises RuntimeError, with its log, if it does not."""
        if self._process is not None and self._process.poll() is None:
            return
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, user=self._user, cwd=self._folder, stdout=log, stderr=log, process_group=0
            )
        until = time.monotonic() + START_TIMEOUT
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                log_text = (self._folder / "log").read_text()
                self.kill()
                raise RuntimeError(f"{self._command[0]} did not start: {log_text[-2000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask it to leave; kill it if it does not."""
        # PostgreSQL takes SIGINT for: now, whoever is connected.
        self._signal(signal.SIGINT)
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(LEAVE_TIMEOUT)
        self.kill()

    def kill(self) -> None:
        """End it as a power cut does."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def freeze(self) -> None:
        """Let it hold its connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
