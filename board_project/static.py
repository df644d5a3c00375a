"""Static files under hashed names, ES modules' imports included, so that browsers may keep them for ever."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/main.css"
IMPORT = re.compile(r'@import "(?P<file>[^"]+)" layer\((?P<layer>\w+)\);')
URL = re.compile(r'url\("(?P<path>[^"#:]+)"\)')
# A text in quotes is taken first, so that nothing in it is mistaken for a comment.
COMMENT = re.compile(r'(?P<text>"[^"\n]*")|/\*.*?\*/', re.DOTALL)

type Found = dict[str, tuple[Storage, str]]


class StaticFiles(CompressedManifestStaticFilesStorage):
    """The manifest storage, with the ``import`` lines of our modules rewritten to the hashed names.

    The files that the style sheet imports are written into it: a browser shows nothing before it has all of them, and
    finds them only when it has read the first one. Comments stay in the sources: they are a quarter of what travels.
    """

    support_js_module_import_aggregation = True
    # Names settle from the leaves of the imports to their root, a level a pass: far more levels than there will be.
    max_post_process_passes = 30

    def post_process(self, paths: Found, **options: Any) -> Iterator[Any]:
        """Write the style sheet anew from its sources, then let every file have its name."""
        if SHEET in paths:
            Path(self.path(SHEET)).write_text(whole_sheet(SHEET, paths), encoding="utf-8")
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, **options)


def whole_sheet(name: str, paths: Found) -> str:
    """Return a style sheet with what it imports in its place, each in its layer, and without comments."""

    def written(match: re.Match[str]) -> str:
        imported = posixpath.join(posixpath.dirname(name), match["file"])
        return f"@layer {match['layer']} {{\n{_moved(_text(imported, paths), imported, name)}}}\n"

    return COMMENT.sub(lambda match: match["text"] or "", IMPORT.sub(written, _text(name, paths)))


def _moved(text: str, origin: str, target: str) -> str:
    """Return a sheet's text with its addresses as seen from another one."""

    def seen(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), match["path"]))
        return f'url("{posixpath.relpath(path, posixpath.dirname(target))}")'

    return URL.sub(seen, text)


def _text(name: str, paths: Found) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content.decode()
