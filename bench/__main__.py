"""``bin/bench``: measures every row, prints the table, and writes it down after a whole run."""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bench import report, workshop
from bench.crowd import LostDelivery
from bench.processes import GENERATOR
from bench.report import Row
from bench.rows import ROWS
from bench.workshop import Workshop
from e2e.server import ROOT

PAGE, RESULTS = ROOT / "docs" / "performance.md", ROOT / "bench" / "results" / "latest.json"


def main() -> int:
    """Measure what the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=list(ROWS), metavar="ROW", default=list(ROWS))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    # All that is started from here on is the generator's, unless it is put on the subjects' core.
    os.sched_setaffinity(0, {GENERATOR})
    start = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="liveboard-bench-") as data,
        workshop.opened(Path(data), quick=given.quick) as shop,
    ):
        rows, failed = asyncio.run(_measure(shop, given.only))
    print(report.printed(rows))
    if not failed and (given.write or not given.quick):
        length = f"{'one round' if given.quick else 'three rounds'}, {time.monotonic() - start:.0f} s in all"
        report.write(PAGE, RESULTS, rows, length)
    for each in failed:
        print(f"FAILED: {each}", file=sys.stderr)
    return 1 if failed else 0


async def _measure(shop: Workshop, names: list[str]) -> tuple[list[Row], list[str]]:
    rows, failed = [], []
    for name in names:
        shop.say(name)
        try:
            rows += await ROWS[name](shop)
        except (LostDelivery, RuntimeError, OSError) as error:
            failed.append(f"{name}: {error!r}")
            shop.say(failed[-1])
    return rows, failed


if __name__ == "__main__":
    sys.exit(main())
