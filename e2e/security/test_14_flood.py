"""Row 14: a flood is its sender's own trouble: others' edits are all taken and seen, and memory is flat.

The limits themselves: ``boards/tests/test_limits.py``, ``boards/tests/test_misuse.py``. What the server bounds below
the app (messages that wait, bytes on their way, handshakes): ``board_project/tests/test_sockets.py``.
"""

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from boards import limits
from e2e.conftest import Site
from e2e.house import Board, House, opened
from faults.client import stamp_of
from faults.usage import MB, resident

# Another client address, so that the flood of handshakes is not everybody's.
ELSEWHERE = ("127.0.0.2", 0)
EDITS = 30
KIB = 1024


@pytest.fixture(scope="module")
def office(site: Site) -> Iterator[House]:
    """Give a house of its own: what it uses is measured."""
    with opened(site("flood")) as house:
        yield house


def dial(house: House, board: Board, session: str, **options: Any) -> ClientConnection:
    address = urlsplit(house.url)
    headers = {"Origin": house.url, "Cookie": f"sessionid={session}"}
    path = f"ws://{address.netloc}/ws{board.path}"
    socket: ClientConnection = connect(
        path, additional_headers=headers, proxy=None, compression=None, max_size=None, ping_interval=None, **options
    )
    return socket


def hello(revision: int = 0) -> str:
    return json.dumps({"hello": True, "epoch": None, "revision": revision})


def command(verb: str, **fields: str) -> str:
    return json.dumps({"command": verb, "id": str(uuid4()), **fields})


KINDS: list[Callable[[], str]] = [
    lambda: command("column.create", name="Flood"),
    lambda: command("board.rename", name="Flood" * 10_000),
    lambda: json.dumps({"presence": {"card": str(uuid4()), "dragging": "x" * 60 * KIB, "editing": "title"}}),
    hello,
    lambda: json.dumps({"open": str(uuid4()), "revision": 0}),
    lambda: "x" * 60 * KIB,
]


class Flood:
    """Somebody who sends all kinds of things without a pause, and comes back whenever they are thrown out."""

    def __init__(self, house: House, board: Board, session: str) -> None:
        self.codes: list[int] = []
        self.sent = 0
        self._stop = threading.Event()
        self._where = house, board, session
        self._threads = [threading.Thread(target=self._pour, args=(lap,)) for lap in (100, 1_000, 1_000)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _pour(self, lap: int) -> None:
        """Send; after each lap a message that is too large, which ends the socket (1009)."""
        while not self._stop.is_set():
            with (
                contextlib.suppress(InvalidHandshake, OSError, TimeoutError, ConnectionClosed),
                dial(*self._where, source_address=ELSEWHERE) as socket,
            ):
                try:
                    socket.send(hello())
                    for number in range(lap):
                        if self._stop.is_set():
                            return
                        socket.send(KINDS[number % len(KINDS)]())
                        self.sent += 1
                        # Whoever reads nothing is cut for that; this one does.
                        with contextlib.suppress(TimeoutError):
                            socket.recv(timeout=0)
                    socket.send("x" * 100 * KIB)
                    while True:
                        socket.recv(timeout=60)
                except ConnectionClosed:
                    self.codes.append(socket.close_code or 0)


def until_acked(socket: ClientConnection, text: str) -> int:
    """Send a command; return its revision."""
    socket.send(text)
    while True:
        answer = str(socket.recv(timeout=60))
        if answer.startswith('{"ack"'):
            return int(json.loads(answer)["revision"])
        assert not answer.startswith('{"refused"'), answer


def test_a_flood_by_one_person_harms_nobody_else_and_memory_stays_flat(office: House) -> None:
    board = office.board()
    pid, bob = office.servers[0].pid, office.session("Bob")
    with Flood(office, board, bob), dial(office, board, office.session("Alice")) as alice:
        # Once beforehand: what threads and caches take, they take once.
        alice.send(hello())
        until_acked(alice, command("board.rename", name="Warm"))
    before, begun = resident(pid), time.monotonic()
    seen: list[str] = []
    with (
        dial(office, board, office.session("Vera")) as listening,
        Flood(office, board, bob) as flood,
        dial(office, board, office.session("Alice")) as alice,
    ):
        for socket in (listening, alice):
            socket.send(hello())
        (column,) = re.findall(r'id="column-([0-9a-f-]{36})"', str(alice.recv(timeout=60)))[:1]
        acked = [
            until_acked(alice, command("card.create", column=column, title=f"Calm {number}."))
            for number in range(EDITS)
        ]
        while not seen or int(stamp_of(seen[-1])["revision"]) < acked[-1]:
            text = str(listening.recv(timeout=60))
            if text.startswith("<hx-frame"):
                seen.append(text)
        during = resident(pid)
    # All taken, all seen, one after the other.
    assert len(set(acked)) == EDITS == len(board.columns()["To do"]) - 3
    for number in range(EDITS):
        assert any(f"Calm {number}." in frame for frame in seen), number
    for earlier, later in pairwise(seen):
        assert int(stamp_of(later)["from"]) <= int(stamp_of(earlier)["revision"])
    # The flood was one, it was thrown out for it, and what it did is within its budget.
    assert flood.sent > 300 and set(flood.codes) & {1009, 1013}
    budget = 2 * limits.BURST + limits.RATE * (time.monotonic() - begun)
    assert 0 < board.times_done("column.create") <= budget
    assert max(during, resident(pid)) - before <= 25 * MB
    assert not office.servers[0].complaints()


def test_one_person_has_so_many_sockets_and_no_more(office: House) -> None:
    board = office.board()
    session = office.session("Bob")
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(dial(office, board, session)) for _ in range(limits.MAX_SOCKETS + 5)]
        refused = sockets[limits.MAX_SOCKETS :]
        for socket in refused:
            with pytest.raises(ConnectionClosed):
                socket.recv(timeout=60)
            assert socket.close_code == 1013
        # Those that were there first stay, and somebody else is let in.
        sockets[0].send(hello())
        assert str(sockets[0].recv(timeout=60)).startswith("<hx-frame")
        other = stack.enter_context(dial(office, board, office.session("Alice")))
        other.send(hello())
        assert str(other.recv(timeout=60)).startswith("<hx-frame")
