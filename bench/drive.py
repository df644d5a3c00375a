"""What a crowd is made to do while it is measured: edit as fast as the subject takes it, or at a steady pace."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.crowd import PATIENCE, Crowd, Edit

# Edits under way at once, of all writers together: enough to keep every subject busy, too few to fill its queues.
WINDOW = 16
# Seconds before anything counts.
WARM_UP = 1.0


@dataclass(frozen=True)
class Throughput:
    """What went through in one second, what it cost, and how busy server and generator were (1: a whole core).

    Where neither is, something else has had their cores.
    """

    deliveries: float
    edits: float
    # The server's seconds of a processor for one delivery.
    work: float
    server: float
    generator: float


class Saturation:
    """Edits without a pause: each one that is finished is followed by the same writer's next."""

    def __init__(self, crowds: list[Crowd], window: int) -> None:
        self._crowds = crowds
        self.finished = 0
        self._going = True
        for crowd in crowds:
            crowd.finished = self._next_of(crowd)
            for number in range(max(1, window // len(crowds))):
                crowd.edit(number % crowd.writers)

    async def stop(self) -> None:
        """Send nothing more, and wait for what is under way."""
        self._going = False
        for crowd in self._crowds:
            await crowd.settle()

    def _next_of(self, crowd: Crowd) -> Callable[[Edit], None]:
        def follow(edit: Edit) -> None:
            self.finished += 1
            if self._going:
                crowd.edit(edit.writer)

        return follow


async def saturate(
    crowds: list[Crowd],
    seconds: float,
    work: Callable[[], float],
    *,
    window: int = WINDOW,
    warm_up: float = WARM_UP,
) -> Throughput:
    """Keep ``window`` edits under way for some time; ``work`` tells the server's seconds of a processor so far."""
    saturation = Saturation(crowds, window)
    await asyncio.sleep(warm_up)
    before = _look(crowds, saturation.finished, work)
    await asyncio.sleep(seconds)
    after = _look(crowds, saturation.finished, work)
    await saturation.stop()
    took, own, busy, deliveries, edits = (late - early for late, early in zip(after, before, strict=True))
    return Throughput(deliveries / took, edits / took, busy / max(deliveries, 1), busy / took, own / took)


async def pace(crowd: Crowd, seconds: float, rate: float) -> list[float]:
    """Send ``rate`` edits a second, by the writers in turn; return the seconds until everybody saw each."""
    start = time.monotonic()
    edits = []
    for number in range(round(seconds * rate)):
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        edits.append(crowd.edit(number % crowd.writers))
    await crowd.settle()
    return [edit.delay for edit in edits]


async def in_turn(crowds: list[Crowd], count: int) -> list[list[float]]:
    """Let one edit follow the other, each crowd in its turn; return the seconds that each took, by crowd."""
    delays: list[list[float]] = [[] for _ in crowds]
    for _ in range(count):
        for crowd, own in zip(crowds, delays, strict=True):
            done: asyncio.Future[Edit] = asyncio.get_running_loop().create_future()
            crowd.finished = done.set_result
            crowd.edit(0)
            own.append((await asyncio.wait_for(done, PATIENCE)).delay)
            crowd.check()
    return delays


def _look(crowds: list[Crowd], finished: int, work: Callable[[], float]) -> tuple[float, float, float, int, int]:
    deliveries = sum(crowd.deliveries for crowd in crowds)
    return time.monotonic(), time.process_time(), work(), deliveries, finished
