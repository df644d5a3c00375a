"""The graph of our ES modules, read from their import lines."""

import functools
import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders

IMPORT = re.compile(r"""^(?:import\s+|(?:import|export)\s[^;"]*\sfrom\s+)"(\.[^"]+)";""", re.MULTILINE)


@functools.cache
def modules_of(entry: str) -> tuple[str, ...]:
    """Return a module and all that it imports, by their static names: what is named first comes first."""
    found = {entry: None}
    waiting = [entry]
    for name in waiting:
        folder = posixpath.dirname(name)
        imported = [posixpath.normpath(posixpath.join(folder, path)) for path in IMPORT.findall(_text(name))]
        waiting += [each for each in imported if each not in found]
        found |= dict.fromkeys(imported)
    return tuple(found)


def _text(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
