"""``python -m tooling.grades``: Lighthouse's grades of the pages that people see first, held to goals."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from e2e.browsers import QUIET
from e2e.house import House, opened
from e2e.server import free_port
from tooling import node
from tooling.browsers import launch_options

CARDS = 200
# Of 100.
GOALS = {"accessibility": 100, "best-practices": 100, "performance": 95}
# Performance differs from one visit to the next: a page's grades are those of the visit in the middle.
VISITS = 3


@dataclass(frozen=True)
class Grade:
    """What Lighthouse says of a page in one category: the score, of 100, and the audits that cost it something."""

    category: str
    score: int
    failed: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the goal is reached."""
        return self.score >= GOALS[self.category]


def main() -> int:
    """Grade all pages, print the table, then what failed where a goal is missed; return 1 if one is."""
    print(f"{'':<22}" + "".join(f"{category:>16}" for category in GOALS))
    print(f"{'goal':<22}" + "".join(f"{goal:>16}" for goal in GOALS.values()), flush=True)
    missed = []
    for page, grades in graded():
        print(f"{page:<22}" + "".join(f"{grade.score:>16}" for grade in grades.values()), flush=True)
        missed += [(page, grade) for grade in grades.values() if not grade.is_enough]
    for page, grade in missed:
        print(f"\n{page}, {grade.category}: {grade.score}")
        print("\n".join(f"    {line}" for line in grade.failed))
    return 1 if missed else 0


def graded() -> Iterator[tuple[str, dict[str, Grade]]]:
    """Yield each page with its grades, on a server and in a Chromium of their own."""
    with tempfile.TemporaryDirectory() as data, opened(Path(data), demo=("--cards", str(CARDS))) as house:
        port = free_port()
        with chromium(port) as browser:
            yield "sign-in", typical(f"{house.url}/accounts/login/", port)
            sign_in(browser, house)
            yield "home", typical(f"{house.url}/", port)
            yield f"board of {CARDS} cards", typical(house.url + house.demo["url"], port)


@contextmanager
def chromium(port: int) -> Iterator[Browser]:
    """Give a Chromium that Lighthouse can drive at ``port``."""
    with sync_playwright() as playwright:
        arguments = [*QUIET, f"--remote-debugging-port={port}"]
        browser = playwright.chromium.launch(args=arguments, **launch_options("chromium"))  # type: ignore[arg-type]
        yield browser
        browser.close()


def sign_in(browser: Browser, house: House) -> None:
    """Give Alice's session to what Lighthouse opens: no context of Playwright's, but the browser's own."""
    cookie = {"name": "sessionid", "value": house.session("Alice"), "url": house.url}
    browser.new_browser_cdp_session().send("Storage.setCookies", {"cookies": [cookie]})


def typical(url: str, port: int) -> dict[str, Grade]:
    """Return the grades of the visit in the middle."""
    visits = (read(report(url, port)) for _ in range(VISITS))
    return sorted(visits, key=lambda grades: grades["performance"].score)[VISITS // 2]


def report(url: str, port: int) -> dict[str, Any]:
    """Let Lighthouse visit a page as on a middling phone, and return its report. Raises RuntimeError if it cannot."""
    command = node.lighthouse(
        url,
        f"--port={port}",
        f"--only-categories={','.join(GOALS)}",
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
    )
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not visit {url}:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    # A redirect would mean that the grades are those of another page.
    if found["finalDisplayedUrl"] != url:
        raise RuntimeError(f"{url} led to {found['finalDisplayedUrl']}.")
    return found


def read(report: dict[str, Any]) -> dict[str, Grade]:
    """Return a report's grades by category, in the order of the goals. Raises RuntimeError where one is missing."""
    return {category: _grade(report, category) for category in GOALS}


def _grade(report: dict[str, Any], category: str) -> Grade:
    found = report["categories"][category]
    # No score: an audit of it broke.
    if found["score"] is None:
        raise RuntimeError(f"Lighthouse could not tell {category} of {report['finalDisplayedUrl']}.")
    audits = [report["audits"][each["id"]] for each in found["auditRefs"] if each.get("group") != "hidden"]
    failed = (audit for audit in audits if audit["score"] is not None and audit["score"] < 1)
    return Grade(category, round(found["score"] * 100), tuple(line for audit in failed for line in _words(audit)))


def _words(audit: dict[str, Any]) -> Iterator[str]:
    yield f"{audit['id']}: {audit['title']}" + (f" ({audit['displayValue']})" if audit.get("displayValue") else "")
    rows = audit.get("details", {}).get("items", [])
    # Only tables tell a place: an element, what the console said, or a file.
    for row in (row for row in rows if isinstance(row, dict)):
        place = row.get("node", {}).get("snippet") or (row.get("description") if "source" in row else row.get("url"))
        if place:
            yield f"    {place}"


if __name__ == "__main__":
    sys.exit(main())
