"""What people do before they are on a board: get an account, sign in, make a board, and let others on it."""

import re

from playwright.sync_api import expect

from e2e.places import Places, visit

PASSWORD = "a tree beside the canal"


class Entrance(Places):
    """The verbs of coming in, by the forms that everybody uses."""

    url: str

    def signs_up(self, name: str, email: str) -> None:
        visit(self.page, f"{self.url}/accounts/signup/")
        self.makes_an_account(name, email)
        self.is_at_home()

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        visit(self.page, f"{self.url}/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.is_at_home()

    def chooses_a_password(self, link: str) -> None:
        """Open the link of an account that was made at the shell."""
        visit(self.page, link)
        for field in self.page.locator("[type=password]").all():
            field.fill(PASSWORD)
        self.page.get_by_role("button", name="Save the password").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("The password is changed")

    def makes_an_invitation(self, path: str) -> str:
        """Make a link for one person to a board; return it."""
        visit(self.page, f"{self.url}{path}members/")
        self.page.get_by_role("button", name="Make the link").click()
        return self.page.locator(".invitation input").first.input_value()

    def accepts(self, invitation: str, name: str, email: str) -> None:
        """Open an invitation, and make an account on the way."""
        visit(self.page, invitation)
        self.page.get_by_role("button", name="Create an account").click()
        self.makes_an_account(name, email)
        expect(self.head).to_be_visible()

    def makes_an_account(self, name: str, email: str = "") -> None:
        """Fill in the form; without an address, the one that an invitation has put there is right."""
        self.page.get_by_label("Name").fill(name)
        if email:
            self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Create the account").click()

    def is_at_home(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Your boards")

    def makes_a_board(self, name: str) -> str:
        """Make a board with the form at home; return its path."""
        visit(self.page, f"{self.url}/")
        form = self.page.locator(".board-form")
        form.locator("input[name=name]").fill(name)
        form.get_by_role("button").click()
        expect(self.head).to_have_text(name)
        found = re.search(r"/b/[0-9a-f-]+/", self.page.url)
        assert found, self.page.url
        return found.group()

    def adds_member(self, path: str, email: str, name: str) -> None:
        visit(self.page, f"{self.url}{path}members/")
        self.page.get_by_label("Add somebody by e-mail address").fill(email)
        self.page.get_by_role("button", name="Add").click()
        expect(self.page.locator(".member-name", has_text=name)).to_be_visible()
