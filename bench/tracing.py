"""What a frame costs Chromium's main thread while a board is scrolled, or a tile carried over it."""

import json
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

FRAMES = 120
# Milliseconds: sixty a second.
A_FRAME = 1_000 / 60
CATEGORIES = ["blink.user_timing", "toplevel"]
TASK = "ThreadControllerImpl::RunTask"
SCROLL = """async (frames) => {
  const column = document.querySelector(".cards");
  for (let frame = 0; frame < frames; frame += 1) {
    column.scrollBy({ top: 120, behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
}"""
NEXT_FRAME = "() => new Promise(requestAnimationFrame)"
MARK = "(name) => { performance.mark(name) }"
STYLE = """
  body { margin: 0 }
  div { display: flex; gap: 12px; height: 600px; overflow: auto hidden }
  ol { flex: none; width: 280px; margin: 0; padding: 8px; overflow: hidden auto }
  li { list-style: none; margin-bottom: 8px; padding: 9px 12px; border: 1px solid #ccc; border-radius: 8px }
"""


@dataclass(frozen=True)
class Cost:
    """What frames cost: the main thread's own time in each, in milliseconds."""

    frames: list[float]

    @property
    def mean(self) -> float:
        """The time of an average frame."""
        return statistics.mean(self.frames)

    @property
    def long_share(self) -> float:
        """How many of a hundred frames took longer than sixty a second allow."""
        return 100 * sum(each > A_FRAME for each in self.frames) / len(self.frames)


def traced(browser: Browser, page: Page, act: Callable[[Page], int]) -> Cost:
    """Return what the frames of an act cost; the act returns how many it waited for."""
    page.bring_to_front()
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.evaluate(MARK, "bench-begin")
    count = act(page)
    page.evaluate(MARK, "bench-end")
    return _cost(json.loads(browser.stop_tracing())["traceEvents"], count)


def scroll(page: Page) -> int:
    """Scroll the first column, a tile or three with each frame."""
    page.evaluate(SCROLL, FRAMES)
    return FRAMES


def drag(page: Page) -> int:
    """Carry a tile over all columns, and put it down where nothing changes."""
    box = page.locator(".column:nth-child(2) .card").nth(3).bounding_box()
    if box is None:
        raise RuntimeError("There is no tile to drag.")
    x, y = box["x"] + 40, box["y"] + 15
    page.mouse.move(x, y)
    page.mouse.down()
    for frame in range(FRAMES):
        page.mouse.move(x + frame % 40 * 16, y + frame % 9 * 24)
        page.evaluate(NEXT_FRAME)
    page.keyboard.press("Escape")
    page.mouse.up()
    return FRAMES


def plain_list(cards: int, *, columns: int) -> str:
    """Return a page of as many items in columns that scroll, with nothing to it: what any board costs at the least."""
    items = "".join(
        f'<li><a href="c/{n}/">Ticket shop speaks German and Danish ({n})</a></li>' for n in range(cards // columns)
    )
    return f"<!doctype html><style>{STYLE}</style><div>" + f'<ol class="cards">{items}</ol>' * columns + "</div>"


def _cost(events: list[dict[str, Any]], count: int) -> Cost:
    begin = next(event for event in events if event["name"] == "bench-begin")
    end = next(event["ts"] for event in events if event["name"] == "bench-end")
    tasks = [
        # Now and then Chromium has no reading of the thread's own clock: what passed is more, never less.
        event.get("tdur", event["dur"]) / 1_000
        for event in events
        if event["name"] == TASK
        and event.get("ph") == "X"
        and begin["ts"] <= event["ts"] <= end
        and (event["pid"], event["tid"]) == (begin["pid"], begin["tid"])
    ]
    # A frame is one long task and some short ones: the longest stand for the frames, the rest is shared among them.
    tasks.sort(reverse=True)
    rest = sum(tasks[count:]) / count
    return Cost([each + rest for each in tasks[:count]])
