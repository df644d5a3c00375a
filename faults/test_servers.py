"""Servers that are killed, that leave in order, and whose code fails."""

import asyncio
import json
import time
from functools import partial
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from faults import traffic
from faults.conftest import Scale
from faults.oracle import entries, holds, settled
from faults.report import Measured
from faults.world import World, until


@pytest.mark.parametrize("fault", ["kill-after-commit"])
async def test_row_04_killed_after_the_commit_and_before_the_ack(
    fault: str, one: World, two: World, scale: Scale, measured: Measured
) -> None:
    await _killed(fault, one, two, int(scale(20, 2)), measured)


@pytest.mark.parametrize("fault", ["kill-inside-transaction"])
async def test_row_05_killed_inside_the_transaction(
    fault: str, one: World, two: World, scale: Scale, measured: Measured
) -> None:
    await _killed(fault, one, two, int(scale(20, 2)), measured)


async def _killed(fault: str, one: World, two: World, times: int, measured: Measured) -> None:
    """Kill the server at the worst moment, on SQLite and on PostgreSQL."""
    backs = []
    for world in (one, two):
        scene = await world.scene(5)
        async with scene.crowd() as (clients, _):
            for _ in range(times):
                trap = world.arm(fault)
                traffic.burst(scene, clients, 25)
                await until(partial(_is_sprung, trap))
                killed = time.monotonic()
                await asyncio.to_thread(world.servers[0].kill)
                assert any(client.outbox.waiting for client in clients)
                await asyncio.to_thread(world.servers[0].start)
                await settled(clients)
                backs.append(time.monotonic() - killed)
            await holds(scene, clients)
        assert not [entry for entry in entries(clients) if entry.reason]
    measured.note(f"{2 * times} kills among {2 * times * 25} edits (SQLite and PostgreSQL): each applied once")
    measured.spread("everything answered after the kill", backs)


def _is_sprung(trap: Path) -> bool:
    return not trap.exists()


async def test_row_06_a_server_that_leaves_sends_everybody_back(one: World, scale: Scale, measured: Measured) -> None:
    people = int(scale(500, 100))
    scene = await one.scene(people)
    async with scene.crowd(by_proxy=False) as (clients, _):
        asked = time.monotonic()
        await asyncio.to_thread(one.servers[0].stop)
        await asyncio.to_thread(one.servers[0].start)
        traffic.burst(scene, clients[:20], 20)
        await until(lambda: all(client.live for client in clients))
        back = [next(at for at, event in reversed(client.events) if event == "live") - asked for client in clients]
        away = [next(at for at, event in client.events if event == "closed 1012") - asked for client in clients]
        await settled(clients)
        await holds(scene, clients)
    assert all(client.codes == [1012] for client in clients)
    measured.note(f"1012 to all {people}, spread over {max(away) - min(away):.1f} s")
    measured.spread("back after SIGTERM", back)
    # Spread: never more than two hundred in a second.
    assert max(away) - min(away) >= people / 200
    assert max(back) <= 15


async def test_row_17_what_raises_is_a_refusal_and_the_socket_lives(one: World, measured: Measured) -> None:
    scene = await one.scene(1)
    html = await asyncio.to_thread(scene.html)
    client = scene.client(0, html)
    async with connect(client.address, additional_headers=client.headers, compression=None, proxy=None) as socket:

        async def answer_to(message: dict[str, object]) -> dict[str, object]:
            await socket.send(json.dumps(message))
            while (text := str(await socket.recv())).startswith("<") or "presence" in text:
                pass
            answer: dict[str, object] = json.loads(text)
            return answer

        hello: dict[str, object] = {"hello": True, "epoch": client.epoch, "revision": client.revision}
        trap = one.arm("raise-in-hello")
        assert (await answer_to(hello))["refused"] is None
        assert not trap.exists()
        assert "head" in await answer_to(hello)
        trap = one.arm("raise-in-presence")
        assert (await answer_to({"presence": {"card": "x"}}))["refused"] is None
        assert not trap.exists()
        edit: dict[str, object] = {
            "command": "card.edit",
            "id": "5f0c8a5e-3c1f-4a2e-9d5a-0d8f6f9f4b11",
            "card": scene.cards[0],
            "title": "Again",
        }
        trap = one.arm("raise-in-command")
        refused = await answer_to(edit)
        assert not trap.exists()
        assert refused["refused"] == edit["id"]
        assert (await answer_to(edit))["ack"] == edit["id"]
    measured.length = "3 handlers"
    measured.note("refused each time, the same again accepted on the same socket; nothing of the failed command stayed")
