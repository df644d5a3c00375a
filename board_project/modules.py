"""The graph of our ES modules, read from their import lines."""

import functools
import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders

IMPORT = re.compile(r"""^(?:import\s+|(?:import|export)\s[^;"]*\sfrom\s+)"(\.[^"]+)";""", re.MULTILINE)
ON_DEMAND = re.compile(r"""\bimport\("(\.[^"]+)"\)""")


@functools.cache
def modules_of(entry: str, *, on_demand: bool = False) -> tuple[str, ...]:
    """Return a module and all that it imports, by their static names: what is named first comes first.

    What is imported only when it is needed comes with ``on_demand``.
    """
    found = {entry: None}
    waiting = [entry]
    for name in waiting:
        folder = posixpath.dirname(name)
        text = _text(name)
        paths = IMPORT.findall(text) + (ON_DEMAND.findall(text) if on_demand else [])
        imported = [posixpath.normpath(posixpath.join(folder, path)) for path in paths]
        waiting += [each for each in imported if each not in found]
        found |= dict.fromkeys(imported)
    return tuple(found)


def _text(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
