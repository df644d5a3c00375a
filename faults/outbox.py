"""The browser's outbox in Python: the same order, the same patience (static/js/lib/outbox.js)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ANSWER_TIMEOUT = 20
PAUSE = 1
LONGEST_PAUSE = 15


@dataclass(eq=False)
class Entry:
    """A command that was given: ``revision`` since it was acknowledged, ``reason`` since it was refused."""

    id: str
    command: str
    fields: dict[str, Any]
    mark: str
    given: float
    acked: float | None = None
    revision: int | None = None
    reason: str = ""

    def is_answered(self) -> bool:
        """Tell whether the server has said what became of it."""
        return self.revision is not None or bool(self.reason)

    def message(self, outbox: str) -> dict[str, Any]:
        """Return it as the protocol has it; the same however often it is sent."""
        return {"command": self.command, "id": self.id, "outbox": outbox, **self.fields}


class Outbox:
    """A queue of which one entry travels at a time; ``transmit`` sends it, and tells whether it could."""

    def __init__(self, transmit: Callable[[Entry], bool]) -> None:
        self._transmit = transmit
        self.given: list[Entry] = []
        self._travelling: Entry | None = None
        self._open = False
        self._pauses = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> list[Entry]:
        """The entries without an answer, the oldest first."""
        return [entry for entry in self.given if not entry.is_answered()]

    def add(self, entry: Entry) -> None:
        """Take a command; it stays until it is answered."""
        self.given.append(entry)
        if self._timer is None:
            self._pump()

    def open(self) -> None:
        """There is a way to the server: what was under way on an older one is sent again."""
        self._open = True
        self._restart()

    def close(self) -> None:
        """There is no way to the server for now."""
        self._open = False
        self._rest()

    def answered(self, answer: dict[str, Any], now: float) -> None:
        """Take an ack or a refusal."""
        id = answer.get("ack") or answer.get("refused")
        entry = next((each for each in self.waiting if each.id == id), None)
        if entry is None:
            return
        if entry is self._travelling:
            self._rest()
        if answer.get("reason") == "too_fast":
            pause = min(PAUSE * 2**self._pauses, LONGEST_PAUSE)
            self._pauses += 1
            self._later(pause)
            return
        self._pauses = 0
        if "ack" in answer:
            entry.revision, entry.acked = answer["revision"], now
        else:
            entry.reason = answer["reason"]
        self._pump()

    def _pump(self) -> None:
        if self._open and self._travelling is None and self.waiting:
            self._travelling = self.waiting[0]
            self._later(ANSWER_TIMEOUT)
            if not self._transmit(self._travelling):
                self.close()

    def _later(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._restart)

    def _restart(self) -> None:
        self._rest()
        self._pump()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._travelling = None, None
