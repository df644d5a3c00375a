"""Touching the glass: what the browser makes of it, scrolling included, is the browser's own."""

from typing import Any

from playwright.sync_api import CDPSession, Locator

from e2e.actors import Actor
from e2e.mouse import box_of

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
TABLET: dict[str, Any] = {"viewport": {"width": 1024, "height": 700}, "has_touch": True, "is_mobile": True}


class Finger:
    """One finger of an actor."""

    def __init__(self, actor: Actor) -> None:
        self.session: CDPSession = actor.context.new_cdp_session(actor.page)
        self.at = (0.0, 0.0)

    def touches(self, place: Locator, dx: float = 40, dy: float = 14) -> None:
        box = box_of(place)
        self.at = (box["x"] + dx, box["y"] + dy)
        self._send("touchStart", [self.at])

    def slides(self, x: float, y: float, steps: int = 10) -> None:
        """Go to a point of the window."""
        start = self.at
        for step in range(1, steps + 1):
            self.at = (start[0] + (x - start[0]) * step / steps, start[1] + (y - start[1]) * step / steps)
            self._send("touchMove", [self.at])

    def leaves(self) -> None:
        self._send("touchEnd", [])

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        self.session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        )
