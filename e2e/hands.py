"""What people do on a board, with its buttons, menus and keys."""

from playwright.sync_api import Locator, expect

from e2e.browsers import script
from e2e.places import Places


class Hands(Places):
    """The verbs of editing."""

    def undoes(self) -> None:
        """Take back the latest change, by the keyboard."""
        self.page.locator("body").press("Control+z")

    def redoes(self) -> None:
        """Do again what was taken back."""
        self.page.locator("body").press("Control+Shift+z")

    # Columns

    def adds_column(self, name: str) -> None:
        form = self.page.locator(".column-new form")
        if not form.is_visible():
            self.page.locator(".column-new summary").click()
        form.locator("input[name=name]").fill(name)
        form.locator("input[name=name]").press("Enter")

    def renames_column(self, name: str, new: str) -> None:
        self.chooses(self.column(name).locator(".column-head"), "Rename")
        self.types(self.page.locator('form[data-editor="rename-column"] input[name=name]'), new)

    def renames_board(self, name: str) -> None:
        self.chooses(self.page.locator(".board-bar"), "Rename the board")
        self.types(self.page.locator('form[data-editor="rename-board"] input[name=name]'), name)

    # Cards

    def adds_card(self, column: str, *titles: str) -> None:
        """Add cards one after the other, with Enter."""
        place = self.column(column)
        if not self.editor(place).is_visible():
            place.locator(".add-card").click()
        for title in titles:
            self.types(self.editor(place).locator("textarea"), title)

    def starts_editing(self, title: str, typed: str) -> Locator:
        """Open the editor of a card's title, type, and leave it open; return the field."""
        tile = self.board.locator(f"#{self.card(title).get_attribute('id')}")
        self.chooses(tile, "Edit the title")
        field = self.editor(tile).locator("textarea[name=title]")
        field.fill(typed)
        return field

    def edits_title(self, title: str, new: str) -> None:
        self.starts_editing(title, new).press("Enter")

    def describes(self, title: str, text: str) -> None:
        """Write a card's description, on its tile."""
        self.chooses(self.card(title), "Edit title and description")
        field = self.page.locator('form[data-editor="edit-card"] textarea[name=description]')
        field.fill(text)
        field.press("Control+Enter")

    def opens_card(self, title: str) -> None:
        """Open a card's dialog and wait until it shows the card."""
        self.card(title).locator("a").click()
        expect(self.inside_title).to_have_text(title)

    def dialog_card(self) -> str:
        """Return the id of the card that is open."""
        return str(self.dialog.locator(".dialog-card").get_attribute("data-card"))

    def moves_by_menu(self, title: str, words: str) -> None:
        self.chooses(self.card(title), words)

    def may_select(self) -> None:
        """Wait for what the page fetches once it is live."""
        expect(self.page.locator("[data-board][data-selects]")).to_have_count(1)

    def selects(self, *titles: str) -> None:
        """Select cards, or not any more, by presses with a key."""
        self.may_select()
        for title in titles:
            self.card(title).click(modifiers=["ControlOrMeta"])

    def moves_selected(self, column: str) -> None:
        """Choose a column in the bar."""
        self.selection.get_by_role("button", name="Move to").click()
        self.selection.get_by_role("button", name=column, exact=True).click()

    def chooses(self, owner: Locator, *lines: str) -> None:
        """Open the menu of a tile, column or board, and choose."""
        owner.hover()
        owner.locator(".trigger").first.click()
        for words in lines:
            self.item(words).click()

    def types(self, field: Locator, text: str) -> None:
        """Fill a field and send it with Enter."""
        field.fill(text)
        field.press("Enter")

    def gives_more(self, verb: str, pending: str, **fields: str) -> None:
        """Send a command about a card that the server does not know yet."""
        card = self.pending_card(pending).get_attribute("data-card")
        self.gives(verb, {"card": str(card), **fields})

    def gives(self, verb: str, fields: dict[str, str]) -> None:
        """Send any command by the page's own road: a form that names it."""
        self.page.evaluate(script("give"), [verb, fields, False])

    def does(self, verb: str, fields: dict[str, str]) -> None:
        """Send any command, and wait until the server has accepted it."""
        self.page.evaluate(script("give"), [verb, fields, True])
