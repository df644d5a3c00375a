"""How soon an edit is seen: from its sending until the last browser has its frame."""

from bench.drive import pace
from bench.figures import Figure
from bench.report import AT_MOST, Row, row
from bench.workshop import WRITERS, Workshop
from faults.oracle import percentile


async def latency(shop: Workshop) -> list[Row]:
    """p50 and p99, with many browsers and few edits, and the other way round, beside the bare broadcast."""
    many, many_bare = await _percentiles(shop, 500, 2)
    few, few_bare = await _percentiles(shop, 100, 5)
    name = "sent to seen by all of 500, 2 edits/s, beside websockets.broadcast:"
    return [
        *(
            row(f"{name} p{percent}", "x", ours.over(bare), AT_MOST, 2, _told(ours, bare))
            for percent, ours, bare in zip((50, 99), many, many_bare, strict=True)
        ),
        row(
            "sent to seen by all of 100, 5 edits/s: p99, more than websockets.broadcast",
            "ms",
            few[1].minus(few_bare[1]),
            AT_MOST,
            10,
            _told(few[1], few_bare[1]),
        ),
    ]


async def _percentiles(shop: Workshop, watching: int, rate: float) -> tuple[list[Figure], list[Figure]]:
    """Return p50 and p99 in milliseconds, of the product and of the bare server."""
    people, seconds = watching + WRITERS, shop.length(20, 4)
    ours, bare = [], []
    for _ in shop.rounds(f"latency, {watching} browsers"):
        with shop.clustered.running() as running:
            async with shop.crowd(running, people) as crowd:
                await crowd.warm_up()
                ours.append(await pace(crowd, seconds, rate))
        with shop.bare.running() as running:
            async with shop.rivals_crowd(shop.bare, running, people) as crowd:
                await crowd.warm_up()
                bare.append(await pace(crowd, seconds, rate))
    return _figures(ours), _figures(bare)


def _figures(rounds: list[list[float]]) -> list[Figure]:
    return [Figure(tuple(percentile(delays, percent) * 1000 for delays in rounds)) for percent in (50, 99)]


def _told(ours: Figure, bare: Figure) -> dict[str, str]:
    return {"Liveboard": f"{ours} ms", "websockets.broadcast": f"{bare} ms"}
