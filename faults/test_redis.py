"""A channel layer that is restarted, away, frozen, or loses, repeats and reorders what it carries."""

import asyncio

from faults import traffic
from faults.conftest import Scale
from faults.oracle import acked_after, entries, holds, percentile, seen_after, settled
from faults.report import Measured
from faults.world import World


async def test_row_07_redis_restarted_loses_nothing(two: World, scale: Scale, measured: Measured) -> None:
    assert two.redis is not None
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        edits = asyncio.create_task(traffic.steady(scene, clients, seconds=scale(30, 8), rate=10))
        await asyncio.sleep(2)
        await asyncio.to_thread(two.redis.kill)
        await asyncio.to_thread(two.redis.start)
        await edits
        waited = await settled(clients)
        await holds(scene, clients)
    measured.note(f"{len(entries(clients))} edits at two servers, 0 lost; converged {waited:.1f} s after the last one")
    measured.spread("seen after the edit", seen_after(clients))
    assert waited <= 20


async def test_row_08_redis_away_edits_go_on(two: World, scale: Scale, measured: Measured) -> None:
    assert two.redis is not None
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        await asyncio.to_thread(two.redis.kill)
        await traffic.steady(scene, clients, seconds=scale(60, 10), rate=5)
        acked = len(acked_after(clients))
        await asyncio.to_thread(two.redis.start)
        waited = await settled(clients)
        await holds(scene, clients)
    measured.note(
        f"{acked} of {len(entries(clients))} acknowledged meanwhile; converged {waited:.1f} s after its return"
    )
    measured.spread("acknowledged", acked_after(clients))
    measured.spread("seen after the edit", seen_after(clients))
    assert acked >= len(entries(clients)) - 5
    assert waited <= 20


async def test_row_09_redis_frozen_delays_no_answer(two: World, scale: Scale, measured: Measured) -> None:
    assert two.redis is not None
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        two.redis.freeze()
        await traffic.steady(scene, clients, seconds=scale(60, 10), rate=5)
        await settled(clients)
        two.redis.thaw()
        await holds(scene, clients)
    measured.spread("acknowledged", acked_after(clients))
    measured.spread("seen after the edit", seen_after(clients))
    assert percentile(acked_after(clients), 99) <= 2


async def test_row_13_a_layer_that_drops_repeats_and_reorders(two: World, scale: Scale, measured: Measured) -> None:
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        two.arm("unruly-layer")
        await traffic.steady(scene, clients, seconds=scale(60, 10), rate=20)
        waited = await settled(clients)
        await holds(scene, clients)
        await holds(scene, clients, server=1)
    measured.note(f"{len(entries(clients))} edits, a tenth each lost, doubled, late; converged {waited:.1f} s later")
    measured.spread("seen after the edit", seen_after(clients))
    assert waited <= 20


async def test_row_14_clocks_that_differ_change_no_order(two: World, scale: Scale, measured: Measured) -> None:
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        traffic.burst(scene, clients, int(scale(1000, 200)))
        waited = await settled(clients)
        await holds(scene, clients, server=0)
        await holds(scene, clients, server=1)
    measured.note(f"clocks 5 s apart, one order on 20 pages at both servers after {waited:.1f} s")
