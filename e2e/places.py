"""Where things are on a board's page: the one module that knows its markup."""

import re

from playwright.sync_api import Locator, Page, Response


class Places:
    """Locators of a page, by the names that people use."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.board = page.locator("[data-board]")
        self.head = page.locator("h1.board-name")
        self.columns = page.locator(".columns > .column[data-order]")
        self.sign = page.locator(".connection")
        self.total = page.locator(".pending-total")
        self.pending = page.locator(".card.pending, .column.pending, [data-pending]")
        self.menu = page.locator(".menu:popover-open")
        self.faces = page.locator(".faces .face")
        self.voice = page.locator("#voice")
        self.dialog = page.locator("#card-dialog")
        self.inside_title = self.dialog.locator(".inside-title")
        self.entries = page.locator(".activity-list > li")
        self.notices = page.locator(".notices .notice:not(.offer)")
        self.selection = page.locator("#selection-bar")
        self.chosen = self.board.locator(".card.is-chosen")
        self.offer = page.locator(".notices .offer")

    def column(self, name: str) -> Locator:
        """The column of a name."""
        return self.columns.filter(has=self.page.locator(".column-name", has_text=exactly(name)))

    def card(self, title: str, column: str | None = None) -> Locator:
        """The tile of a card as the server rendered it, somewhere or in a column."""
        area = self.board if column is None else self.column(column)
        tiles = area.locator(".card[data-order]")
        return tiles.filter(has=self.page.locator(".card-title", has_text=exactly(title)))

    def pending_card(self, title: str) -> Locator:
        """The sign of a card that is not yet where it stands."""
        return self.board.locator(".card.pending", has=self.page.locator(".card-title", has_text=exactly(title)))

    def editor(self, owner: Locator) -> Locator:
        """The open editor of a card or column."""
        return owner.locator("form.editor")

    def item(self, words: str) -> Locator:
        """A line of the open menu."""
        return self.menu.get_by_role("menuitem", name=words, exact=True)


def exactly(text: str) -> re.Pattern[str]:
    """Match a whole text, whatever space is around it."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")


def visit(page: Page, url: str) -> Response | None:
    """Open an address, once the page before it is all in.

    What leaves a page that is still loading makes Firefox's driver tell, now and then, of one navigation as of two
    that interrupt each other (microsoft/playwright, issue 13651).
    """
    page.wait_for_load_state()
    return page.goto(url)
