"""What pytest wrote down of a run (JUnit's XML): which tests failed, and why."""

from pathlib import Path
from xml.etree import ElementTree as ET

# The lines and characters of a reason that say enough to know one failure from another.
LINES, WIDTH = 4, 160


def failures(report: Path) -> list[str]:
    """Return the name of each test that failed, each with its reason in a few lines; take the report away."""
    if not report.exists():
        return []
    # Ours: pytest has just written it.
    cases = ET.parse(report).iter("testcase")  # noqa: S314
    told = [line for case in cases for verdict in _failed(case) for line in _words(case, verdict)]
    report.unlink()
    return told


def _failed(case: ET.Element) -> list[ET.Element]:
    return [verdict for verdict in case if verdict.tag in {"failure", "error"}]


def _words(case: ET.Element, verdict: ET.Element) -> list[str]:
    reason = [line for line in verdict.get("message", "").splitlines() if line.strip()]
    return [f"{case.get('classname')}::{case.get('name')}", *(f"    {line[:WIDTH]}" for line in reason[:LINES])]
