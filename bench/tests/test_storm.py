"""Those who come back after a restart: from the revision that they show, until they show the newest."""

import asyncio
import json
from collections.abc import Iterable

from websockets.asyncio.server import ServerConnection

from bench.browser import Door
from bench.dialects import Product
from bench.rows.storm import Returners
from bench.tests.servers import saying


async def test_they_come_back_from_what_they_show_and_count_when_they_have_caught_up() -> None:
    hellos: list[int] = []

    def answer(number: int, message: str) -> Iterable[str]:
        hellos.append(json.loads(message)["revision"])
        # The first time nothing was missed, later a frame tells what was.
        return ['{"head": 7}'] if len(hellos) == 1 else ['<hx-frame data-from="7" data-revision="9"></hx-frame>']

    sockets: list[ServerConnection] = []
    async with saying(answer, sockets) as port:
        people = Returners([Door(port)], Product("Liveboard", epoch="e", revision=7, cards=["c"]))
        task = asyncio.create_task(people.live(0))
        await people.reach(7)
        await sockets[0].close(1012)
        await people.reach(9)
        task.cancel()
        people.leave()
    assert hellos == [7, 7]
