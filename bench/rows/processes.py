"""What it costs to be many: a processor's time for each delivery, with a board's browsers spread over processes."""

from bench.drive import Throughput, saturate
from bench.figures import Figure
from bench.report import AT_MOST, Row, row
from bench.rows.deliveries import BROWSERS
from bench.workshop import WRITERS, Workshop

COUNTS = (1, 2, 4)


async def processes(shop: Workshop) -> list[Row]:
    """Two and four processes through Redis beside one; all of them together on the subjects' core."""
    came: dict[int, list[Throughput]] = {count: [] for count in COUNTS}
    for _ in shop.rounds("processes"):
        for count in COUNTS:
            shop.say(f"processes: {count}")
            with shop.clustered.running(count) as running:
                async with shop.crowd(running, BROWSERS + WRITERS) as crowd:
                    came[count].append(await saturate([crowd], shop.length(5, 2), running.work))
    costs = {count: Figure(tuple(each.work * 1e6 for each in rounds)) for count, rounds in came.items()}
    return [
        row(
            f"time of a processor for each delivery, {count} processes beside 1",
            "x",
            costs[count].over(costs[1]),
            AT_MOST,
            1.15,
            {f"{count} processes": f"{costs[count]} µs", "1 process": f"{costs[1]} µs"},
        )
        for count in COUNTS[1:]
    ]
