"""Readers that are slow, and pages that are left alone."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from faults import traffic
from faults.client import running
from faults.conftest import Scale
from faults.oracle import holds, percentile, seen_after, settled
from faults.proxy import through
from faults.report import Measured
from faults.world import World, until

PACE = 1024
MB = 1024 * 1024


@pytest.mark.unproven
async def test_row_15_one_slow_reader_costs_the_fast_ones_nothing(one: World, scale: Scale, measured: Measured) -> None:
    seconds = scale(180, 10)
    scene = await one.scene(12)
    async with scene.crowd(by_proxy=False) as (clients, _), through(one.port, pace=PACE) as proxy:
        fast = clients[:10]
        # What is usual on this machine, before there is anybody slow.
        await traffic.steady(scene, fast, seconds=5, rate=20)
        await settled(fast)
        usual, before, begun = seen_after(fast), _resident(one.servers[0].pid), time.monotonic()
        slow = scene.client(11, await asyncio.to_thread(scene.html), proxy)
        async with running([slow]):
            await until(lambda: slow.live)
            await traffic.steady(scene, fast, seconds=seconds, rate=20)
            await settled(fast)
            grown = _resident(one.servers[0].pid) - before
            behind = fast[0].revision - slow.revision
        await holds(scene, clients)
    beside = seen_after(fast, begun)
    cut = sum(event == "lost" for _, event in slow.events)
    measured.spread("seen beside it", beside)
    measured.note(f"p99 without it {percentile(usual, 99):.2f} s; memory {grown / MB:+.1f} MB")
    measured.note(f"the slow one was {behind} revisions behind, cut {cut} times")
    # Where the machine itself is slow, no slower than usual.
    assert percentile(beside, 99) <= max(0.1, 2 * percentile(usual, 99))
    assert grown <= 5 * MB


@pytest.mark.patient
async def test_row_18_an_idle_page_stays_connected_and_live(one: World, two: World, measured: Measured) -> None:
    for world in (one, two):
        scene = await world.scene(3)
        async with scene.crowd(by_proxy=False) as (clients, _):
            await asyncio.sleep(62)
            os.kill(world.servers[0].pid, signal.SIGUSR1)
            # Two turns of everything that looks at a clock.
            await asyncio.sleep(12)
            traffic.burst(scene, clients, 3)
            waited = await settled(clients)
            await holds(scene, clients)
            assert all([event for _, event in client.events] == ["open", "live"] for client in clients)
        measured.note(f"live after 62 s and a day; the next edit seen after {waited:.2f} s")
    measured.length = "62 s, then the clock a day on"


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
