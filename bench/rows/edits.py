"""How many edits one process takes: eight writers on eight boards, beside eight tasks of nothing but bare edits."""

import contextlib

from bench.crowd import Crowd
from bench.drive import saturate
from bench.figures import Figure
from bench.report import AT_LEAST, Row, row
from bench.subjects.product import Liveboard
from bench.subjects.rivals import bare_edits
from bench.workshop import WRITERS, Workshop, before

# One person may send 300 commands at once and 30 more each second: longer, and the writers would be told to wait.
SECONDS = 3


async def edits(shop: Workshop) -> list[Row]:
    """Edits acknowledged and seen by their writer, on both databases."""
    return [
        await _on(shop, "SQLite", shop.embedded, ""),
        await _on(shop, "PostgreSQL", shop.clustered, shop.site),
    ]


async def _on(shop: Workshop, name: str, product: Liveboard, database: str) -> Row:
    boards = [product.board(1) for _ in range(WRITERS)]
    sessions = [product.people(board, 1) for board in boards]
    ours, bare, costs = [], [], []
    for _ in shop.rounds(f"edits, {name}"):
        with product.running() as running:
            async with contextlib.AsyncExitStack() as stack:
                crowds = [Crowd(product.dialect(board)) for board in boards]
                for crowd, board, session in zip(crowds, boards, sessions, strict=True):
                    await stack.enter_async_context(before(crowd, product.doors(running, board, session)))
                came = await saturate(crowds, SECONDS, running.work, window=WRITERS)
                ours.append(came.edits)
                costs.append(came.work * 1000)
        bare.append(bare_edits(shop.data / "site", SECONDS, database))
    mine, theirs = Figure(tuple(ours)), Figure(tuple(bare))
    about = f"edits/s, {WRITERS} writers on {WRITERS} boards, beside the bare edit on {name}"
    # Each edit is one delivery: its writer sees it.
    told = {"Liveboard": f"{mine}/s, {Figure(tuple(costs))} ms of a core for each", "bare edit": f"{theirs}/s"}
    return row(about, "x", mine.over(theirs), AT_LEAST, 0.6, told)
