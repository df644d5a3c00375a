"""Many people on many boards for a long time."""

import asyncio
import contextlib
import random
import time
from collections.abc import Sequence

import pytest

from faults import traffic, usage
from faults.client import Client
from faults.conftest import Scale
from faults.oracle import acked_after, holds, percentile, seen_after, settled
from faults.report import Measured
from faults.usage import MB
from faults.world import Scene, World

BOARDS, PEOPLE = 50, 10
RATE = 20

type Place = tuple[Scene, list[Client]]


@pytest.mark.patient
async def test_row_24_five_hundred_people_on_fifty_boards(one: World, scale: Scale, measured: Measured) -> None:
    # Caches, pools and the allocator have what they need after some minutes.
    warm_up, seconds = scale(300, 30), scale(1800, 60)
    async with contextlib.AsyncExitStack() as stack:
        places: list[Place] = []
        for _ in range(BOARDS):
            scene = await one.scene(PEOPLE)
            clients, _ = await stack.enter_async_context(scene.crowd(by_proxy=False))
            places.append((scene, clients))
        await _work(places, warm_up)
        begun = time.monotonic()
        slope, _ = await asyncio.gather(usage.slope_of_memory(one.servers[0].pid, seconds), _work(places, seconds))
        for scene, clients in places:
            await settled(clients)
            await holds(scene, clients)
    acked = [sample for _, clients in places for sample in acked_after(clients, begun)]
    seen = [sample for _, clients in places for sample in seen_after(clients, begun)]
    lost = sum(event == "lost" for _, clients in places for client in clients for _, event in client.events)
    measured.note(f"{BOARDS * PEOPLE} sockets on {BOARDS} boards, {lost} times lost; {len(acked)} edits")
    measured.spread("acknowledged", acked)
    measured.spread("seen after the edit", seen)
    measured.note(f"memory {60 * slope / MB:+.2f} MB a minute ({seconds * slope / MB:+.1f} MB in all)")
    assert len(seen) == len(acked) * PEOPLE
    assert percentile(acked, 95) <= 0.15
    assert percentile(seen, 95) <= 0.25
    # Flat, but for a step or two of the allocator's.
    assert seconds * slope <= 5 * MB


async def _work(places: Sequence[Place], seconds: float) -> None:
    start = time.monotonic()
    for number in range(round(seconds * RATE)):
        await asyncio.sleep(max(0.0, start + number / RATE - time.monotonic()))
        scene, clients = random.choice(places)
        traffic.edit(scene, random.choice(clients))
