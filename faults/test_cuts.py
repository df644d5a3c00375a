"""Connections that are cut, and people who are away."""

import asyncio
import random
import time
from collections.abc import Sequence

import pytest

from faults import traffic
from faults.client import Client
from faults.conftest import Scale
from faults.oracle import acked_after, entries, holds, percentile, seen_after, settled
from faults.proxy import Proxy
from faults.report import Measured
from faults.world import World, until

EVERY, OFFLINE = 15, 2


async def cut_again_and_again(proxies: Sequence[Proxy], seconds: float) -> list[float]:
    """Cut everybody off for 2 s in each 15 s, at moments of their own; return the moments of the cuts."""
    cuts: list[float] = []
    until_ = time.monotonic() + seconds

    async def one(proxy: Proxy) -> None:
        await asyncio.sleep(random.uniform(0, EVERY - OFFLINE))
        while time.monotonic() < until_:
            proxy.closed = True
            proxy.cut()
            cuts.append(time.monotonic())
            await asyncio.sleep(OFFLINE)
            proxy.closed = False
            await asyncio.sleep(EVERY - OFFLINE)

    await asyncio.gather(*(one(proxy) for proxy in proxies))
    return cuts


def caught_up_after(clients: Sequence[Client]) -> list[float]:
    """Return for each loss of a connection the seconds until the page showed what had been acknowledged by then."""
    acks = sorted((entry.acked, entry.revision) for entry in entries(clients) if entry.acked and entry.revision)
    samples = []
    for client in clients:
        lost = None
        for moment, event in client.events:
            if event == "lost":
                lost = moment
            elif event == "live" and lost is not None:
                head = max((revision for acked, revision in acks if acked <= moment), default=0)
                shown = client.reached(head)
                assert shown is not None
                samples.append(max(shown, moment) - lost)
                lost = None
    return samples


async def test_row_01_connections_cut_again_and_again_lose_nothing(
    one: World, scale: Scale, measured: Measured
) -> None:
    seconds, people = scale(160, 20), int(scale(100, 25))
    scene = await one.scene(people)
    async with scene.crowd() as (clients, proxies):
        edits = asyncio.create_task(traffic.steady(scene, clients, seconds=seconds, rate=2))
        cuts = await cut_again_and_again(proxies, seconds)
        await edits
        await settled(clients)
        await holds(scene, clients)
    delivered = len(seen_after(clients)) / (len(entries(clients)) * len(clients))
    measured.note(f"{len(cuts)} cuts; delivered {delivered:.2%}")
    caught_up = caught_up_after(clients)
    measured.spread("caught up after the cut", caught_up)
    measured.spread("seen after the edit", seen_after(clients))
    assert delivered == 1
    assert percentile(caught_up, 99) <= 6
    assert max(caught_up) <= 10


async def test_row_02_a_long_absence_is_made_up_for_at_once(one: World, scale: Scale, measured: Measured) -> None:
    seconds, count = scale(300, 10), 500
    scene = await one.scene(12)
    async with scene.crowd() as (clients, proxies):
        away, at_work, proxy = clients[0], clients[1:], proxies[0]
        proxy.closed = True
        proxy.cut()
        await until(lambda: not away.live)
        await traffic.steady(scene, at_work, seconds=seconds, rate=count / seconds)
        await settled(at_work)
        head, resets = max(client.revision for client in at_work), away.resets
        proxy.closed = False
        await until(lambda: away.revision >= head)
        opened = next(moment for moment, event in reversed(away.events) if event == "open")
        reached = away.reached(head)
        assert reached is not None
        measured.note(
            f"{count} edits; caught up {reached - opened:.2f} s after the reconnect; {away.resets - resets} resets"
        )
        await holds(scene, clients)
    assert reached - opened <= 2


async def test_row_03_whoever_is_too_far_behind_gets_the_whole_board(one: World, measured: Measured) -> None:
    """More changes than a resume spans; then a backup that was restored."""
    scene = await one.scene(8)
    async with scene.crowd() as (clients, proxies):
        away, at_work, proxy = clients[0], clients[1:], proxies[0]
        proxy.closed = True
        proxy.cut()
        await until(lambda: not away.live)
        mine = [traffic.edit(scene, away) for _ in range(5)]
        traffic.burst(scene, at_work, 520)
        await settled(at_work)
        assert len(away.outbox.waiting) == 5
        proxy.closed = False
        await settled(clients)
        await holds(scene, clients)
        assert away.resets == 1
        assert all(entry.revision for entry in mine)
        before = [client.resets for client in clients]
        await asyncio.to_thread(one.house.ask, "new_epoch")
        waited = await until(lambda: all(client.resets > was for client, was in zip(clients, before, strict=True)))
        traffic.burst(scene, clients, 20)
        await settled(clients)
        await holds(scene, clients)
    measured.note(f"5 edits offered again after the reset; a new epoch reached {len(clients)} pages in {waited:.1f} s")


@pytest.mark.patient
async def test_row_16_a_half_open_link_is_noticed_at_both_ends(one: World, measured: Measured) -> None:
    scene = await one.scene(2)
    async with scene.crowd() as (clients, proxies):
        start = time.monotonic()
        proxies[0].silent = True
        await until(lambda: len({side for side, _ in proxies[0].given_up}) == 2, 60)
        after = {side: moment - start for side, moment in reversed(proxies[0].given_up)}
        proxies[0].silent = False
        proxies[0].cut()
        traffic.burst(scene, clients, 4)
        await settled(clients)
        await holds(scene, clients)
    measured.note(f"given up by the browser after {after['client']:.0f} s, by the server after {after['server']:.0f} s")
    assert max(after.values()) <= 40


async def test_row_12_a_burst_of_edits_reaches_everybody(one: World, scale: Scale, measured: Measured) -> None:
    count = int(scale(1000, 250))
    scene = await one.scene(25)
    async with scene.crowd(by_proxy=False) as (clients, _):
        traffic.burst(scene, clients, count)
        waited = await settled(clients)
        await holds(scene, clients)
    measured.note(f"25 pages converged {waited:.1f} s after the burst began")
    measured.spread("acknowledged", acked_after(clients))


async def test_row_22_many_moves_into_one_column_keep_every_card_once(one: World, measured: Measured) -> None:
    cards = [f"Card {number}" for number in range(50)]
    scene = await one.scene(10, [["From", cards], ["To", []]])
    async with scene.crowd(by_proxy=False) as (clients, _):
        for index, card in enumerate(scene.cards):
            clients[index % 10].give("card.move", card=card, column=scene.columns[1], after="")
        waited = await settled(clients)
        await holds(scene, clients)
    rows = one.house.ask("rows", board=scene.board)["columns"]
    assert rows["From"] == []
    assert sorted(rows["To"]) == sorted(cards)
    measured.length = "50 moves"
    measured.note(f"the same order on 10 pages and in the database after {waited:.1f} s")
