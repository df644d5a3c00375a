"""That an edit costs the same on every board: one of 10,000 cards beside one of 10."""

import re
from statistics import median

from bench.crowd import Crowd
from bench.dialects import title
from bench.drive import in_turn
from bench.figures import Figure
from bench.report import AT_MOST, Row, row
from bench.workshop import Workshop, before

SMALL, LARGE = 10, 10_000
# Among many cards a place needs more characters: two of them in 36 hold 10, four hold 10,000.
ORDER = re.compile(r' data-order="[^"]*"')


async def size(shop: Workshop) -> list[Row]:
    """The time of an edit until its writer sees it, the size of its frame, and its queries."""
    product = shop.clustered
    boards = [product.board(SMALL), product.board(LARGE)]
    sessions = [product.people(board, 1) for board in boards]
    small, large = [], []
    with product.running() as running:
        crowds = [Crowd(product.dialect(board)) for board in boards]
        doors = [product.doors(running, board, keys) for board, keys in zip(boards, sessions, strict=True)]
        async with before(crowds[0], doors[0]), before(crowds[1], doors[1]):
            await in_turn(crowds, 5)
            for _ in shop.rounds("size"):
                delays = await in_turn(crowds, round(shop.length(200, 60)))
                small.append(median(delays[0]) * 1000)
                large.append(median(delays[1]) * 1000)
    mine, other = Figure(tuple(large)), Figure(tuple(small))
    told = {f"{LARGE} cards": f"{mine} ms", f"{SMALL} cards": f"{other} ms"}
    name = f"an edit on a board of {LARGE} cards, beside one of {SMALL}:"
    return [row(f"{name} time", "x", mine.over(other), AT_MOST, 1.15, told), *_counted(shop, name)]


def _counted(shop: Workshop, name: str) -> list[Row]:
    """Compare what needs no clock: the first card of two boards that nobody has edited yet."""
    sizes, queries = [], []
    for cards in (SMALL, LARGE):
        board = shop.clustered.board(cards)
        card = shop.clustered.house.ask("standing", board=board)["cards"][0]
        answer = shop.clustered.house.ask("edit", board=board, card=card, title=title(0))
        sizes.append(len(ORDER.sub("", answer["frame"]).encode()))
        queries.append(answer["queries"])
    return [
        _difference(f"{name} larger frame, but for its order key", "bytes", sizes),
        _difference(f"{name} more queries", "queries", queries),
    ]


def _difference(name: str, unit: str, counts: list[int]) -> Row:
    told = {f"{LARGE} cards": str(counts[1]), f"{SMALL} cards": str(counts[0])}
    return row(name, unit, Figure((counts[1] - counts[0],)), AT_MOST, 0, told)
