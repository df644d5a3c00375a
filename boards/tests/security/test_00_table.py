"""Every row of SECURITY.md that is promised has a file of its number, which says the requirement."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FOLDERS = ("boards/tests/security", "e2e/security")


def rows() -> dict[int, str]:
    """Return the table's rows by their numbers."""
    found = re.findall(r"^\| (\d+) \|(.+)\|$", (ROOT / "SECURITY.md").read_text(), re.MULTILINE)
    return {int(number): text for number, text in found}


def files() -> dict[int, list[str]]:
    """Return the named files by their rows."""
    found: dict[int, list[str]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("test_*.py")):
            found.setdefault(int(path.name.split("_")[1]), []).append(f"{folder}/{path.name}")
    return found


def test_every_row_has_a_file_of_its_number_and_names_it() -> None:
    named = files()
    assert len(rows()) > 20
    for number, text in rows().items():
        assert named.get(number), f"row {number} has no test_{number:02}_….py"
        for path in named[number]:
            assert f"`{path}`" in text, f"row {number} does not name {path}"


def test_every_file_says_its_row() -> None:
    for number, paths in files().items():
        for path in paths:
            first = (ROOT / path).read_text().partition("\n")[0]
            assert not number or re.match(rf'"""Rows? [^:]*\b{number}\b', first), path
