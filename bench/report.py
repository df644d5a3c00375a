"""The table: what was measured beside its goal; printed, and with a whole run written to docs/performance.md."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import Figure, number

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True)
class Row:
    """One goal and what was measured: the median, and the lowest and highest of all rounds."""

    name: str
    unit: str
    measured: float
    # A bound in words: "at least 20".
    goal: str
    met: bool
    low: float
    high: float
    # The figures that it was made of.
    details: str = ""

    def line(self) -> str:
        """Return its line of the page's table."""
        ending = "met" if self.met else "**missed**"
        measured = str(Figure((self.low, self.measured, self.high)))
        return f"| {self.name} | {measured} {self.unit} | {self.goal} | {ending} | {self.details} |"


def row(name: str, unit: str, figure: Figure, bound: str, goal: float, details: Mapping[str, str]) -> Row:
    """Return the row of a figure that is to be ``bound`` (AT_LEAST or AT_MOST) the goal."""
    measured = figure.median
    told = "; ".join(f"{about}: {each}" for about, each in details.items())
    met = measured >= goal if bound == AT_LEAST else measured <= goal
    spread = min(figure.rounds), max(figure.rounds)
    return Row(name, unit, measured, f"{bound} {number(goal)}", met, *spread, told)


def printed(rows: Sequence[Row]) -> str:
    """Return the rows for a terminal."""
    width = max((len(row.name) for row in rows), default=0)
    lines = []
    for each in rows:
        measured = str(Figure((each.low, each.measured, each.high)))
        lines.append(f"{'✓' if each.met else '✗'} {each.name:<{width}}  {measured} {each.unit}  [{each.goal}]")
        lines.append(f"    {each.details}")
    return "\n".join(lines)


def write(page: Path, results: Path, rows: Sequence[Row], length: str) -> None:
    """Put rows into the list of results and into the page; those that were not measured this time stay."""
    known = [Row(**each) for each in json.loads(results.read_text())] if results.exists() else []
    latest = {each.name: each for each in [*known, *rows]}
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps([asdict(each) for each in latest.values()], indent=2) + "\n")
    before, rest = page.read_text().split(BEGIN)
    after = rest.split(END)[1]
    head = "| what | measured | goal | | of what |\n|---|---|---|---|---|"
    table = "\n".join([head, *(each.line() for each in latest.values())])
    page.write_text(f"{before}{BEGIN}\n{machine()}, {length}.\n\n{table}\n{END}{after}")


def machine() -> str:
    """Say what kind of machine this is."""
    cpuinfo = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in cpuinfo if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
