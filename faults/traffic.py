"""What people do while things break: edits with a mark of their own, at a steady pace or in bursts."""

import asyncio
import itertools
import random
import time
from collections.abc import Sequence

from faults.client import Client
from faults.outbox import Entry
from faults.world import Scene

_numbers = itertools.count(1)


def edit(scene: Scene, client: Client) -> Entry:
    """Let somebody make a card, write a title or move a card."""
    mark = f"mark-{next(_numbers)}."
    kind = random.random()
    if kind < 0.1:
        return client.give("card.create", mark, column=random.choice(scene.columns), title=mark)
    if kind < 0.7:
        return client.give("card.edit", mark, card=random.choice(scene.cards), title=mark)
    return client.give("card.move", card=random.choice(scene.cards), column=random.choice(scene.columns), after="")


async def steady(scene: Scene, clients: Sequence[Client], *, seconds: float, rate: float) -> None:
    """Give so many edits a second, by whoever comes up, for some time."""
    start = time.monotonic()
    for number in range(round(seconds * rate)):
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        edit(scene, random.choice(clients))


def burst(scene: Scene, clients: Sequence[Client], count: int) -> None:
    """Give many edits at once, dealt to everybody in turn."""
    for client in itertools.islice(itertools.cycle(clients), count):
        edit(scene, client)
