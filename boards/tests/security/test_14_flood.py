"""Row 14: a flood is its sender's own trouble: others' edits are all taken and seen, and nothing piles up.

Here is counted what may pile up in the app; memory is measured at a real server: ``e2e/security/test_14_flood.py``.
The limits one by one: ``boards/tests/test_limits.py``, ``boards/tests/test_misuse.py``. What the server bounds below
the app (messages that wait, bytes on their way, handshakes): ``board_project/tests/test_sockets.py``.
"""

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle
from uuid import uuid4

import pytest

from board_project.server.limits import MAX_WAITING
from boards import doors, limits, sockets
from boards.live import publisher
from boards.live.hubs import hubs
from boards.models import Board, Change, User
from boards.tests.acts import column
from boards.tests.doors import DOORS, Socket
from boards.tests.ears import eventually
from boards.threads import in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]

EDITS = 20
MIB = 1024 * 1024
# As large as they may be: what is larger never comes to the app.
LARGE = "x" * 60_000


def command(verb: str, **fields: str) -> str:
    return json.dumps({"command": verb, "id": str(uuid4()), **fields})


KINDS: list[Callable[[], str]] = [
    lambda: command("column.create", name="Flood"),
    lambda: command("board.rename", name=LARGE),
    lambda: json.dumps({"presence": {"card": str(uuid4()), "dragging": LARGE, "editing": "title"}}),
    lambda: json.dumps({"hello": True, "epoch": None, "revision": 0}),
    lambda: json.dumps({"open": str(uuid4()), "revision": 0}),
    lambda: LARGE,
]


class Flood:
    """Somebody who sends all kinds of things without a pause, and comes back whenever they are thrown out."""

    def __init__(self, user: User, board: Board) -> None:
        self.user, self.board = user, board
        self.sent = 0
        self.codes: list[int] = []
        self.over = asyncio.Event()

    async def pour(self) -> None:
        kinds = cycle(KINDS)
        while not self.over.is_set():
            async with Socket(self.user, self.board, greet=False) as socket:
                await socket.say({"hello": True, "epoch": None, "revision": 0})
                while not (self.over.is_set() or self._is_closed(socket)):
                    # As the server reads no further while that many wait for the app.
                    if socket.wire.input_queue.qsize() < MAX_WAITING:
                        await socket.say(next(kinds)())
                        self.sent += 1
                    else:
                        await asyncio.sleep(0.005)

    async def post(self) -> None:
        """Do the same through the other door."""
        while not self.over.is_set():
            await DOORS["http"](self.user, self.board, "column.create", {"name": "Flood"})
            self.sent += 1

    def _is_closed(self, socket: Socket) -> bool:
        """Read all that came, so that nothing waits on this side; tell whether that was the end."""
        waiting = socket.wire.output_queue
        while not waiting.empty():
            message = waiting.get_nowait()
            if message["type"] == "websocket.close":
                self.codes.append(message["code"])
                return True
        return False


@asynccontextmanager
async def going_on(flood: Flood) -> AsyncIterator[None]:
    work = [*(flood.pour() for _ in range(3)), flood.post()]
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
        assert not [task for task in tasks if task.done()]
    finally:
        # None is cut short: a request that nobody awaits would go on in its thread, into the next test.
        flood.over.set()
        await asyncio.gather(*tasks)


def piled_up(board: Board) -> dict[str, int]:
    """Return how much there is of all that could grow with what one person sends."""
    hub = hubs().hub_of(board.pk)
    assert hub is not None
    return {
        "the hub's inbox": hub.inbox._queue.qsize(),
        "frames held": sum(len(seat.held) for seat in hub.seats.values()),
        "frames that wait for their turn": len(hub.sequence._waiting),
        "messages to other processes": hubs().publisher._queue.qsize(),
        "commands under way": len(doors._under_way),
        "sockets": sum(sockets._open_sockets.values()),
        "who is here": len(hub.ephemera.presence.everybody),
        "budgets": len(limits.commands._buckets) + len(limits.messages._buckets) + len(limits.upgrades._buckets),
    }


async def test_others_work_on_and_nothing_piles_up(board: Board, alice: User, bob: User, vera: User) -> None:
    flood, most = Flood(bob, board), dict[str, int]()
    done = str((await in_reads(column, board, "Done")).pk)
    async with Socket(alice, board) as alices, Socket(vera, board) as veras:
        async with going_on(flood):
            # Once beforehand: what is kept of everybody is kept from the first message on.
            await eventually(lambda: flood.sent > 100)
            tracemalloc.start()
            before, _ = tracemalloc.get_traced_memory()
            acked = []
            for number in range(EDITS):
                answer = await alices.command("card.create", {"column": done, "title": f"Calm {number}."})
                assert "ack" in answer, answer
                acked.append(answer["revision"])
                most = {name: max(most.get(name, 0), count) for name, count in piled_up(board).items()}
            seen = ""
            while not all(f"Calm {number}." in seen for number in range(EDITS)):
                seen += await veras.frame()
            # It went on all the while, however slow a machine is.
            await eventually(lambda: flood.sent > 200)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert acked == sorted(set(acked)) and len(acked) == EDITS
    # Whoever sends faster than a machine works is thrown out for it.
    assert set(flood.codes) <= {1013}
    assert most.pop("messages to other processes") <= publisher.QUEUE_SIZE
    assert all(count < 50 for count in most.values()), most
    assert peak - before < 30 * MIB
    # What the flood did is within one person's budget, whichever doors it came through.
    done_by_bob = await in_reads(Change.objects.filter(board=board, actor=bob).count)
    assert done_by_bob <= limits.BURST + limits.RATE * 120
