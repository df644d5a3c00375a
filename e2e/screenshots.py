"""``python -m e2e.screenshots``: pictures of every page, light and dark, desktop and phone, into docs/screenshots/."""

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

from e2e.actors import Actor
from e2e.browsers import Browsers
from e2e.house import Board, House, opened
from e2e.places import visit
from e2e.server import ROOT

FOLDER = ROOT / "docs" / "screenshots"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
}
PAGES = ("login", "home", "board", "card", "archive", "members")
# The picture at the top of the README.
COVER = "board-light-desktop.png"


def main() -> None:
    """Start a server with the demo, walk through its pages, and write what they look like."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, opened(Path(data)) as house, sync_playwright() as playwright:
        browsers = Browsers(playwright)
        board = Board(id=house.demo["id"], path=house.demo["url"], house=house)
        fill_archive(browsers, house, board)
        # The demo's board is the first one; no two have the same colour.
        for index, name in enumerate(("Summer school", "Kitchen of the old ferry", "Members' newsletter"), start=1):
            house.board(name=name, index=index)
        at_work(browsers, house, board)
        for theme, screen in product(("light", "dark"), SCREENS):
            options = {"color_scheme": theme, "reduced_motion": "reduce", **SCREENS[screen]}
            walk(Actor("Alice", browsers.get("chromium").new_context(**options), house.url), board, f"{theme}-{screen}")
        browsers.close()
    shutil.copy(FOLDER / COVER, FOLDER / "board.png")


def walk(alice: Actor, board: Board, suffix: str) -> None:
    """Take a picture of the window on each page, first signed out, then signed in."""
    paths = ("/accounts/login/", "/", board.path, f"{board.path}c/1/", f"{board.path}archive/", f"{board.path}members/")
    for name, path in zip(PAGES, paths, strict=True):
        if name == "home":
            sign_in(alice, board.house)
        if name == "board":
            alice.opens(board)
        else:
            alice.goes_to(path)
        if name == "card":
            expect(alice.dialog.locator(".dialog-people")).not_to_be_empty()
        if name == "board":
            expect(alice.board.locator(".here")).to_have_count(1)
        alice.page.evaluate("() => document.fonts.ready.then(() => true)")
        alice.page.screenshot(path=FOLDER / f"{name}-{suffix}.png")
        sys.stdout.write(f"{name}-{suffix}.png\n")
    alice.context.close()


def at_work(browsers: Browsers, house: House, board: Board) -> None:
    """Let somebody else have a card open, and another one look on."""
    bob = Actor("Bob", browsers.get("chromium").new_context(), house.url)
    sign_in(bob, house)
    bob.opens(board)
    visit(bob.page, f"{house.url}{board.path}c/1/")
    bob.is_live()
    bob.dialog.get_by_role("button", name="Edit").click()
    bob.dialog.get_by_label("Description").focus()
    vera = Actor("Vera", browsers.get("chromium").new_context(), house.url)
    sign_in(vera, house)
    vera.opens(board)


def fill_archive(browsers: Browsers, house: House, board: Board) -> None:
    """Put something into the archive, since an empty page shows nothing, and lay a background under the board."""
    alice = Actor("Alice", browsers.get("chromium").new_context(), house.url)
    sign_in(alice, house)
    alice.opens(board)
    for card in house.demo["cards"][-3:]:
        alice.gives("card.archive", {"card": card})
    alice.gives("board.set_background", {"background": "harbour"})
    alice.is_saved()
    alice.context.close()


def sign_in(actor: Actor, house: House) -> None:
    """Give the browser a session."""
    actor.context.add_cookies([{"name": "sessionid", "value": house.session(actor.name), "url": house.url}])


if __name__ == "__main__":
    main()
