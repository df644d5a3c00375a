"""What a connection costs that nothing happens on: the memory it takes, and the time until it is there."""

import asyncio
from dataclasses import dataclass, field

from bench.crowd import Crowd
from bench.figures import Figure
from bench.processes import Running
from bench.report import AT_LEAST, AT_MOST, Row, row
from bench.workshop import Workshop

PEOPLE = 1000
# Those who come and go before memory is looked at: modules, templates and pools are there then.
FIRST = 20
# Seconds until what follows an arrival is over.
REST = 3


@dataclass
class Cost:
    """What 1,000 connections came to, in each round."""

    # KiB for each, how many in a second, and milliseconds of the server's core for each.
    memory: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    async def note(self, crowd: Crowd, running: Running, empty: int, before: float) -> None:
        """Note what a crowd came to that has just come, beside the memory and the work of before."""
        self.rate.append(PEOPLE / crowd.came_in)
        self.work.append((running.work() - before) * 1000 / PEOPLE)
        await asyncio.sleep(REST)
        self.memory.append((running.memory() - empty) / 1024 / PEOPLE)


async def idle(shop: Workshop) -> list[Row]:
    """Memory for each of 1,000 connections, and how fast they are taken, beside the bare server."""
    ours, bare = Cost(), Cost()
    shop.people(PEOPLE)
    for _ in shop.rounds("idle"):
        with shop.clustered.running() as running:
            async with shop.crowd(running, FIRST):
                pass
            empty, work = running.memory(), running.work()
            async with shop.crowd(running, PEOPLE) as crowd:
                await ours.note(crowd, running, empty, work)
        with shop.bare.running() as running:
            async with shop.rivals_crowd(shop.bare, running, FIRST):
                pass
            empty, work = running.memory(), running.work()
            async with shop.rivals_crowd(shop.bare, running, PEOPLE) as crowd:
                await bare.note(crowd, running, empty, work)
    return [_memory(ours, bare), _connections(ours, bare)]


def _memory(ours: Cost, bare: Cost) -> Row:
    mine, theirs = Figure(tuple(ours.memory)), Figure(tuple(bare.memory))
    told = {"Liveboard": f"{mine} KiB", "websockets": f"{theirs} KiB"}
    return row("memory per idle connection, more than the bare server's", "KiB", mine.minus(theirs), AT_MOST, 20, told)


def _connections(ours: Cost, bare: Cost) -> Row:
    mine, theirs = Figure(tuple(ours.rate)), Figure(tuple(bare.rate))
    told = {
        "Liveboard (rights looked up, hello answered)": f"{mine}/s, {Figure(tuple(ours.work))} ms of a core",
        "websockets (handshake alone)": f"{theirs}/s, {Figure(tuple(bare.work))} ms of a core",
    }
    return row("connections accepted/s, beside the bare server's", "x", mine.over(theirs), AT_LEAST, 0.3, told)
