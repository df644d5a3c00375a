"""Databases that are restarted, crowded, or out of space."""

import asyncio
import resource
import time

from faults import traffic
from faults.client import Client
from faults.conftest import Scale
from faults.oracle import acked_after, entries, holds, seen_after, settled
from faults.report import Measured
from faults.world import Scene, World, until


async def test_row_10_postgresql_restarted_acknowledges_nothing_that_is_not_there(
    two: World, scale: Scale, measured: Measured
) -> None:
    assert two.postgres is not None
    scene = await two.scene(20)
    async with scene.crowd(servers=2, by_proxy=False) as (clients, _):
        edits = asyncio.create_task(traffic.steady(scene, clients, seconds=scale(60, 10), rate=10))
        await asyncio.sleep(2)
        await asyncio.to_thread(two.postgres.stop)
        await asyncio.sleep(2)
        await asyncio.to_thread(two.postgres.start)
        back = time.monotonic()
        # No page meets a connection that broke meanwhile.
        for _ in range(10):
            await asyncio.gather(*(asyncio.to_thread(scene.html, server) for server in (0, 1)))
        await edits
        await settled(clients)
        waited = time.monotonic() - back
        await holds(scene, clients)
    given = entries(clients)
    assert not [entry for entry in given if entry.reason]
    asked_again = sum(len(client.refusals) for client in clients)
    measured.note(
        f"{len(given)} edits, {asked_again} told to try again, 0 refused, 0 false acks; all in after {waited:.1f} s"
    )
    measured.spread("acknowledged", acked_after(clients))


async def test_row_11_sqlite_takes_twenty_writers(one: World, scale: Scale, measured: Measured) -> None:
    seconds = scale(60, 10)
    scene = await one.scene(20)
    async with scene.crowd(by_proxy=False) as (clients, _):
        # Another process writes into the same file meanwhile.
        others = asyncio.create_task(_people_come(scene, seconds))
        await asyncio.gather(*(_write_without_pause(scene, client, seconds) for client in clients))
        comers = await others
        await settled(clients)
        await holds(scene, clients)
    given = entries(clients)
    assert not [entry for entry in given if entry.reason]
    assert not [refusal for client in clients for refusal in client.refusals]
    assert "database is locked" not in one.servers[0].log.read_text()
    measured.note(f"{len(given)} edits beside another process that wrote {comers} times; 0 locked")
    measured.spread("acknowledged", acked_after(clients))
    measured.spread("seen after the edit", seen_after(clients))


async def test_row_23_a_full_disk_acknowledges_nothing(one: World, measured: Measured) -> None:
    scene = await one.scene(5)
    async with scene.crowd(by_proxy=False) as (clients, _):
        pid = one.servers[0].pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        # No file of this process grows by a byte, its log included.
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            traffic.burst(scene, clients, 25)
            await until(lambda: all(client.refusals for client in clients))
            assert not acked_after(clients)
            assert len(await asyncio.to_thread(scene.html)) > 0
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        waited = await settled(clients)
        await holds(scene, clients)
    words = {str(refusal["content"]) for client in clients for refusal in client.refusals}
    assert all("no space left on its disk" in each and "is kept" in each for each in words), words
    measured.length = "25 edits"
    measured.note(
        f"told each time that there is no space, 0 false acks, pages still served; all in {waited:.1f} s later"
    )


async def _write_without_pause(scene: Scene, client: Client, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        entry = traffic.edit(scene, client)
        await until(entry.is_answered)


async def _people_come(scene: Scene, seconds: float) -> int:
    end, times = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        await asyncio.to_thread(scene.world.house.ask, "crowd", board=scene.board, count=1)
        times += 1
    return times
