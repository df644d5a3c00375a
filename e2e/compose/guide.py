"""What docs/deployment.md tells operators to type."""

import re

from e2e.server import ROOT

GUIDE = ROOT / "docs" / "deployment.md"


def commands_under(heading: str) -> list[str]:
    """Return the blocks of commands under a heading."""
    section = GUIDE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [re.sub(r"(?m)^    ", "", block) for block in re.findall(r"(?:^    .*\n)+", section, re.MULTILINE)]
