"""How subjects are spoken to: the product's protocol, and that of servers which hand on what they are told."""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from bench.browser import Browser

# In the title that an edit writes, so in the frame that shows it.
_MARK = re.compile(rb"Edit (\d{8})")
_STEP = re.compile(rb'data-from="(\d+)" data-revision="(\d+)"')
# Seconds.
_GREETING = 60


def title(number: int) -> str:
    """Return what edit ``number`` writes: titles of one length."""
    return f"Edit {number:08}: bring the ladder back to the boat house"


@dataclass
class Dialect:
    """How to speak to a subject; this one needs no greeting and gives no acks.

    A *step* is what a frame does to a board: a revision of the product's, the number of an edit elsewhere.
    """

    name: str
    # Whether an edit is acknowledged to its writer.
    acknowledges = False

    async def greet(self, browser: Browser) -> None:
        """Say what a browser says when its socket is open, and wait for the answer."""

    def edit(self, writer: int, number: int) -> str:
        """Return the message of one edit."""
        raise NotImplementedError

    def answer(self, payload: bytes) -> tuple[int, int] | str | None:
        """Read what is no frame: an edit's number with its step, what is wrong, or nothing of interest."""
        return None

    def is_frame(self, payload: bytes) -> bool:
        """Tell whether this is for everybody."""
        return _MARK.search(payload) is not None

    def reader(self) -> Callable[[bytes], Sequence[int]]:
        """Return what reads the frames of one stream: the steps that each takes beyond earlier ones; none is wrong."""
        taken: set[int] = set()

        def read(frame: bytes) -> Sequence[int]:
            mark = _MARK.search(frame)
            number = int(mark[1]) if mark else 0
            if number in taken:
                return ()
            taken.add(number)
            return (number,)

        return read


@dataclass
class Echo(Dialect):
    """For servers that hand on what they are told: the writer sends the fragment itself, which is a real one."""

    fragment: str
    # The tutorial wraps it.
    key: str = ""

    def edit(self, writer: int, number: int) -> str:
        """Return the fragment with this edit's title, as JSON where the server wants that."""
        text = self.fragment.replace(title(0), title(number))
        return json.dumps({self.key: text}) if self.key else text


@dataclass
class Titles(Dialect):
    """For servers that render the fragment themselves: the writer sends what it typed."""

    def edit(self, writer: int, number: int) -> str:
        """Return the title, as JSON."""
        return json.dumps({"message": title(number)})


@dataclass
class Product(Dialect):
    """Liveboard's protocol: a hello first, then ``card.edit``, a card for each writer."""

    epoch: str
    revision: int
    cards: Sequence[str]
    acknowledges = True

    def __post_init__(self) -> None:
        """Take ids that no other crowd has."""
        self._ids, self._outbox = uuid4().hex[:8], str(uuid4())

    async def greet(self, browser: Browser) -> None:
        """Say hello; the answer is the head, or a frame with what was missed."""
        told = asyncio.get_running_loop().create_future()

        def hear(payload: bytes) -> None:
            if b'"head"' in payload or b'"refused"' in payload:
                browser.answered = None
                told.set_result(payload)

        browser.answered = hear
        browser.send(json.dumps({"hello": True, "epoch": self.epoch, "revision": self.revision}))
        answer = await asyncio.wait_for(told, _GREETING)
        if b'"refused"' in answer:
            raise ConnectionError(f"A hello was refused: {answer!r}")

    def edit(self, writer: int, number: int) -> str:
        """Return a ``card.edit`` of the writer's own card."""
        command = {
            "command": "card.edit",
            "id": f"{self._ids}-0000-4000-8000-{number:012x}",
            "outbox": self._outbox,
            "card": self.cards[writer % len(self.cards)],
            "title": title(number),
        }
        return json.dumps(command)

    def answer(self, payload: bytes) -> tuple[int, int] | str | None:
        """Read acks and refusals; heads and who is there are nothing to count."""
        if payload.startswith(b'{"ack"'):
            ack = json.loads(payload)
            return int(ack["ack"][-12:], 16), ack["revision"]
        return f"an edit was refused: {payload!r}" if b'"refused"' in payload else None

    def is_frame(self, payload: bytes) -> bool:
        """Frames are HTML, all else is JSON."""
        return payload.startswith(b"<")

    def reader(self) -> Callable[[bytes], Sequence[int]]:
        """Hold frames to their revisions, as pages do: one begins where the page is, or before that, and ends beyond.

        A hub that has read the journal tells several revisions in one frame.
        """
        reached = self.revision

        def read(frame: bytes) -> Sequence[int]:
            nonlocal reached
            step = _STEP.search(frame)
            if step is None or not int(step[1]) <= reached < int(step[2]):
                return ()
            start, reached = reached, int(step[2])
            return range(start + 1, reached + 1)

        return read
