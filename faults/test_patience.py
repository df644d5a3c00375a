"""Readers that are slow, and pages that are left alone."""

import asyncio
import os
import signal
import time

import pytest

from faults import traffic, usage
from faults.client import running
from faults.conftest import Scale
from faults.oracle import holds, percentile, seen_after, settled
from faults.proxy import through
from faults.report import Measured
from faults.usage import MB
from faults.world import World, until

PACE = 1024


async def test_row_15_one_slow_reader_costs_the_fast_ones_nothing(one: World, scale: Scale, measured: Measured) -> None:
    # Short, but long enough that one moment in which the machine stands still is less than a hundredth.
    seconds, pid = scale(180, 30), one.servers[0].pid
    scene = await one.scene(12)
    async with scene.crowd(by_proxy=False) as (clients, _), through(one.port, pace=PACE) as proxy:
        fast = clients[:10]

        async def work(seconds: float) -> tuple[list[float], float]:
            """Return what each fast one waited for each edit, and the server's seconds of work on an edit."""
            begun, before = time.monotonic(), usage.seconds_of_work(pid)
            await traffic.steady(scene, fast, seconds=seconds, rate=20)
            await settled(fast)
            return seen_after(fast, begun), (usage.seconds_of_work(pid) - before) / (20 * seconds)

        # What is usual on this machine is measured before and after: it may have other things to do meanwhile.
        usual_before, _ = await work(seconds / 2)
        slow = scene.client(11, await asyncio.to_thread(scene.html), proxy)
        async with running([slow]):
            await until(lambda: slow.live)
            before = usage.resident(pid)
            beside, cost = await work(seconds)
            grown = usage.resident(pid) - before
            behind = fast[0].revision - slow.revision
        usual_after, usual_cost = await work(seconds / 2)
        await holds(scene, clients)
    usual = usual_before + usual_after
    cut = sum(event == "lost" for _, event in slow.events)
    measured.spread("seen beside it", beside)
    measured.spread("without it", usual)
    measured.note(f"the server's work on an edit {1000 * cost:.1f} ms, without it {1000 * usual_cost:.1f} ms")
    measured.note(f"memory {grown / MB:+.1f} MB; the slow one was {behind} revisions behind, cut {cut} times")
    # Where the machine itself is slow, no slower than usual; what the server does is counted, whatever else runs.
    assert percentile(beside, 99) <= max(0.1, 2 * percentile(usual, 99))
    assert cost <= 1.5 * usual_cost
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
