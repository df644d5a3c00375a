"""``python -m e2e.marks``: the mark in the sizes that phones and manifests ask for, drawn from static/favicon.svg.

A maskable one is cut by whoever shows it, into a circle or anything else: its ground goes to the edge, and what must be
seen stays within the inner four fifths (https://www.w3.org/TR/appmanifest/#icon-masks).
"""

import io
import sys

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from e2e.browsers import Browsers
from e2e.server import ROOT

SOURCE = ROOT / "static" / "favicon.svg"
FOLDER = ROOT / "static" / "images"
# Name, pixels, and whether it is cut by others.
MARKS = (("mark-192", 192, False), ("mark-512", 512, False), ("mark-maskable-512", 512, True), ("mark-180", 180, True))


def main() -> None:
    """Draw and write them all."""
    with sync_playwright() as playwright:
        browsers = Browsers(playwright)
        page = browsers.get("chromium").new_page()
        for name, side, is_cut in MARKS:
            path = FOLDER / f"{name}.png"
            path.write_bytes(small(draw(page, side, is_cut=is_cut)))
            sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")
        browsers.close()


def draw(page: Page, side: int, *, is_cut: bool) -> bytes:
    """Return the mark as a PNG of a side's length."""
    svg = SOURCE.read_text()
    if is_cut:
        # The ground without its corners, and the rest a little smaller.
        svg = svg.replace('rx="8" ', "").replace(
            '<rect x="7"', '<g transform="translate(.8 .8) scale(.95)"><rect x="7"'
        )
        svg = svg.replace("</svg>", "</g></svg>")
    page.set_viewport_size({"width": side, "height": side})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: {side}px }}</style>{svg}")
    return page.screenshot(omit_background=True)


def small(png: bytes) -> bytes:
    """Return the same picture, packed as well as it can be."""
    file = io.BytesIO()
    Image.open(io.BytesIO(png)).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
