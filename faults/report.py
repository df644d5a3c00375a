"""What was measured, as a table; with ``bin/test --faults`` it goes into docs/reliability.md."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from faults.oracle import percentile

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ROW = re.compile(r"^\| (\d+) \|.*\|$", re.MULTILINE)


@dataclass
class Measured:
    """One row: its number, the fault in words, how long it lasted, and what came out."""

    row: int
    fault: str
    length: str = ""
    results: list[str] = field(default_factory=list)
    held: bool = False

    def note(self, text: str) -> None:
        """Add a result in words."""
        self.results.append(text)

    def spread(self, name: str, seconds: Sequence[float]) -> None:
        """Add samples, all of them together: percentiles of several groups have no mean."""
        p50, p95, p99 = (percentile(seconds, each) for each in (50, 95, 99))
        self.note(
            f"{name} p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s, max {max(seconds):.2f} s (n={len(seconds)})"
        )

    def line(self) -> str:
        """Return the row of the table."""
        ending = "held" if self.held else "**did not hold**"
        return f"| {self.row} | {self.fault} | {self.length} | {'; '.join(self.results)} | {ending} |"


def write(path: Path, rows: Sequence[Measured]) -> None:
    """Put rows into the page's table; those that were not measured this time stay."""
    before, rest = path.read_text().split(BEGIN)
    table, after = rest.split(END)
    lines = {int(match[1]): match[0] for match in ROW.finditer(table)}
    lines |= {row.row: row.line() for row in rows}
    head = "| # | fault | length | measured | |\n|---|---|---|---|---|"
    text = "\n".join([head, *(lines[number] for number in sorted(lines))])
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
