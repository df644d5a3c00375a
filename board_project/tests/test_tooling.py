"""What `bin/test` repeats at its end, and what it reads of a report of Lighthouse."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tooling import grades, verdicts

TESTS = """
import pytest

@pytest.fixture
def lamp():
    yield
    raise OSError("The lamp is broken.")

@pytest.mark.parametrize("ropes", [2, 3])
def test_counts_ropes(ropes):
    assert ropes == 2, "There are three."

def test_turns_the_light_off(lamp):
    pass
"""


def test_what_failed_is_told_with_its_reason_and_what_passed_is_not(tmp_path: Path) -> None:
    (tmp_path / "test_boat.py").write_text(TESTS)
    report = tmp_path / "verdicts.xml"
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-c", "/dev/null", f"--junitxml={report}", ".")
    subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    failed, because, *_, broken, reason = verdicts.failures(report)
    assert failed == "test_boat::test_counts_ropes[3]" and "There are three." in because
    assert broken == "test_boat::test_turns_the_light_off" and "The lamp is broken." in reason
    assert verdicts.failures(report) == []


def seen(**scores: float | None) -> dict[str, Any]:
    """Return what Lighthouse writes of a page, in short."""
    logo = {"items": [{"node": {"snippet": '<img src="/logo.svg">'}}]}
    said = {"items": [{"source": "network", "description": "404", "url": "http://127.0.0.1/logo.svg"}]}
    return {
        "finalDisplayedUrl": "http://127.0.0.1/",
        "categories": {
            "accessibility": {"score": scores["accessibility"], "auditRefs": [{"id": "image-alt", "group": "names"}]},
            "best-practices": {"score": 1, "auditRefs": [{"id": "errors-in-console"}, {"id": "geolocation"}]},
            "performance": {
                "score": scores["performance"],
                "auditRefs": [{"id": "speed-index", "group": "metrics"}, {"id": "metrics", "group": "hidden"}],
            },
        },
        "audits": {
            "image-alt": {"id": "image-alt", "title": "Images have no text", "score": 0, "details": logo},
            "errors-in-console": {"id": "errors-in-console", "title": "Errors", "score": 0, "details": said},
            "geolocation": {"id": "geolocation", "title": "Asks for no place", "score": None},
            "speed-index": {"id": "speed-index", "title": "Speed Index", "score": 0.98, "displayValue": "2.4 s"},
            "metrics": {"id": "metrics", "title": "Metrics", "score": 0},
        },
    }


def test_a_page_has_a_grade_in_each_category_with_the_audits_that_cost_it_something() -> None:
    accessibility, practices, performance = grades.read(seen(accessibility=0.89, performance=0.95)).values()
    assert accessibility == grades.Grade(
        "accessibility", 89, ("image-alt: Images have no text", '    <img src="/logo.svg">')
    )
    assert practices.failed == ("errors-in-console: Errors", "    404")
    assert performance.failed == ("speed-index: Speed Index (2.4 s)",)
    assert [each.is_enough for each in (accessibility, practices, performance)] == [False, True, True]


def test_a_page_that_could_not_be_graded_is_no_good_page() -> None:
    with pytest.raises(RuntimeError, match="could not tell performance"):
        grades.read(seen(accessibility=1, performance=None))
