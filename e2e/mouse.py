"""Dragging with a real mouse: take hold, carry, let go."""

from playwright.sync_api import FloatRect, Locator, expect

from e2e.places import Places

# More than a click's slack; how often to aim again, since the gap moves the tiles one aims at.
LIFT = 12
AIMS = 3


class Mouse(Places):
    """Drags of cards and columns."""

    def drags(self, title: str, column: str, *, after: str | None = None, first: bool = False) -> None:
        """Drag a card into a column: behind a card, to the top, or to the end."""
        self.takes(self.card(title))
        self.carries(column, after=after, first=first)
        self.lets_go()

    def drags_column(self, name: str, *, before: str) -> None:
        """Drag a column by its head to the place of another one."""
        self.takes(self.column(name).locator(".column-head"))
        for _ in range(AIMS):
            # What is aimed with is the middle of the ghost, which hangs at the pointer where it was taken: well left
            # of the middle of the other one.
            target = box_of(self.column(before))
            self.page.mouse.move(target["x"] - 20, target["y"] + 20, steps=4)
        self.lets_go()

    def takes(self, tile: Locator, *, grip: float = 30) -> None:
        """Press on a tile, so many pixels from its left edge, and move enough to lift it."""
        tile.scroll_into_view_if_needed()
        box = box_of(tile)
        x, y = box["x"] + grip, box["y"] + min(20, box["height"] / 2)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + LIFT, y + 2, steps=3)
        expect(self.ghost).to_be_visible()

    def carries(self, column: str, *, after: str | None = None, first: bool = False) -> None:
        """Move what is held over a place."""
        for _ in range(AIMS):
            self.page.mouse.move(*self._aim(column, after, first), steps=4)

    def lets_go(self) -> None:
        self.page.mouse.up()
        expect(self.ghost).to_have_count(0)

    @property
    def ghost(self) -> Locator:
        """The copy that follows the pointer."""
        return self.page.locator(".drag-ghost")

    def _aim(self, column: str, after: str | None, first: bool) -> tuple[float, float]:
        cards = box_of(self.column(column).locator(".cards"))
        x = cards["x"] + cards["width"] / 2
        if first:
            return x, cards["y"] + 3
        tiles = self.card(after, column) if after else self.column(column).locator(".card[data-order]:not(.is-lifted)")
        if not tiles.count():
            return x, cards["y"] + 20
        last = box_of(tiles.last)
        return x, last["y"] + last["height"] / 2 + 3


def box_of(locator: Locator) -> FloatRect:
    """Return where an element is in the window."""
    box = locator.bounding_box()
    assert box is not None
    return box
