"""What `bin/test` repeats at its end."""

import subprocess
import sys
from pathlib import Path

from tooling import verdicts

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
