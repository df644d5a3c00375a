"""The product's icons: which picture of Lucide each of our names shows, and the sprite that a page brings along.

The sprite stands in the page: a file of its own would be one more answer to wait for before anything looks right, and
what a browser lets a file draw differs (a policy's ``img-src`` or ``default-src``).
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FOLDER = Path(settings.BASE_DIR) / "static" / "vendor" / "lucide-1.62.0"
# By what they mean here, so that another picture for the same thing is a matter of one line.
ICONS: Mapping[str, str] = {
    "alert": "triangle-alert",
    "archive": "archive",
    "background": "palette",
    "board": "square-kanban",
    "check": "check",
    "clock": "clock",
    "close": "x",
    "copy": "copy",
    "down": "arrow-down",
    "eye": "eye",
    "help": "circle-question-mark",
    "key": "key-round",
    "keyboard": "keyboard",
    "left": "arrow-left",
    "logout": "log-out",
    "more": "ellipsis",
    "pencil": "pencil",
    "people": "users",
    "plus": "plus",
    "redo": "rotate-cw",
    "restore": "rotate-ccw",
    "right": "arrow-right",
    "search": "search",
    "star": "star",
    "text": "text-align-start",
    "trash": "trash-2",
    "up": "arrow-up",
}
_SHAPES = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse) [^>]*/>")


@functools.cache
def use(name: str) -> SafeString:
    """Return an icon of the page's sprite; it says nothing to a screen reader. Raises KeyError for one not there."""
    ICONS[name]
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"></use></svg>', name)


@functools.cache
def sprite() -> SafeString:
    """Return all icons as symbols, for a page to use by their names."""
    symbols = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', ((name, _shapes(file)) for name, file in ICONS.items())
    )
    return format_html('<svg hidden width="0" height="0" aria-hidden="true">{}</svg>', symbols)


def _shapes(file: str) -> SafeString:
    # A vendored file, whose checksum a test compares: nothing of it is anybody's but its author's.
    drawn = _SHAPES.findall((FOLDER / f"{file}.svg").read_text())
    return SafeString("".join(shape.replace(" />", "/>") for shape in drawn))
