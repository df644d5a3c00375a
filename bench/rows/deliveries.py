"""How many browsers one core serves: edits as fast as they are taken, before those who look on."""

from bench.drive import Throughput, saturate
from bench.figures import Figure, fastest
from bench.report import AT_LEAST, Row, row
from bench.workshop import WRITERS, Rival, Workshop

BROWSERS = 500
WATCHING = 100
OURS = "Liveboard"

type Rounds = dict[str, list[Throughput]]


async def deliveries(shop: Workshop) -> list[Row]:
    """Deliveries a second beside the tutorial's consumers and the bare broadcast, and what one costs."""
    rivals: list[Rival] = [*shop.tutorials, shop.bare]
    came = await _in_turn(shop, "deliveries", rivals, BROWSERS)
    rates = {name: Figure(tuple(each.deliveries for each in rounds)) for name, rounds in came.items()}
    told = {name: f"{rates[name]}/s, {_costs(rounds)}" for name, rounds in came.items()}
    tutorial, bare = fastest([rates[each.name] for each in shop.tutorials]), shop.bare.name
    name = f"deliveries/s, {BROWSERS} browsers, beside"
    besides = {OURS: told[OURS], bare: told[bare]}
    return [
        row(f"{name} the tutorial's fastest consumer", "x", rates[OURS].over(tutorial), AT_LEAST, 20, told),
        row(f"{name} {bare}", "x", rates[OURS].over(rates[bare]), AT_LEAST, 0.6, besides),
    ]


async def watched(shop: Workshop) -> list[Row]:
    """Edits a second that 100 browsers see, beside the tutorial's consumer with the bare edit in it."""
    came = await _in_turn(shop, "watched", [shop.editing], WATCHING)
    rates = {name: Figure(tuple(each.edits for each in rounds)) for name, rounds in came.items()}
    told = {name: f"{rates[name]}/s, {_costs(rounds)}" for name, rounds in came.items()}
    ratio = rates[OURS].over(rates[shop.editing.name])
    name = f"edits/s, {WATCHING} watching, beside the tutorial's consumer with the bare edit on SQLite"
    return [row(name, "x", ratio, AT_LEAST, 5, told)]


async def _in_turn(shop: Workshop, what: str, rivals: list[Rival], watching: int) -> Rounds:
    """Saturate the product, then each rival, again and again."""
    came: Rounds = {name: [] for name in [OURS, *(rival.name for rival in rivals)]}
    people, seconds = watching + WRITERS, shop.length(5, 2)
    for _ in shop.rounds(what):
        with shop.clustered.running() as running:
            async with shop.crowd(running, people) as crowd:
                came[OURS].append(await saturate([crowd], seconds, running.work))
        for rival in rivals:
            shop.say(f"{what}: {rival.name}")
            with rival.running() as running:
                async with shop.rivals_crowd(rival, running, people) as crowd:
                    came[rival.name].append(await saturate([crowd], seconds, running.work))
    return came


def _costs(rounds: list[Throughput]) -> str:
    cost = Figure(tuple(each.work * 1e6 for each in rounds))
    busy = [Figure(tuple(each.server * 100 for each in rounds)), Figure(tuple(each.generator * 100 for each in rounds))]
    return f"{cost} µs of a core for each delivery, server {busy[0]} % busy, generator {busy[1]} % busy"
