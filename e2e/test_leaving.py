"""Deleting one's own account: said before, done at once, and nothing of it stays in this browser."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.entrance import PASSWORD
from e2e.house import House
from e2e.test_phone import PHONE, is_within

KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("liveboard", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => resolve(all.result.length);
  };
})"""


def test_an_account_goes_and_its_boards_go_where_was_said(bob: Actor, cast: Cast, house: House) -> None:
    # Somebody whom no other story needs.
    dora = cast("", house, **PHONE)
    dora.may_hear("422")
    dora.signs_up("Dora", "dora@demo.example")
    dora.makes_a_board("Diary")
    harbour = dora.makes_a_board("Harbour")
    dora.adds_member(harbour, "bob@demo.example", "Bob")
    # A text that is not sent, which this browser keeps.
    dora.page.get_by_label("Add somebody by e-mail address").fill("vera@demo.exa")
    dora.page.wait_for_function(f"async () => await ({KEPT})() === 1")
    bob.goes_to(harbour)
    bob.is_live()

    dora.goes_to("/accounts/profile/")
    dora.page.get_by_role("link", name="Delete the account …").click()
    dora.page.get_by_label("Password").fill(PASSWORD)
    dora.page.get_by_role("button", name="Go on").click()
    expect(dora.page.get_by_role("heading", name="Delete your account?")).to_be_visible()
    dora.breaks_no_rule()
    is_within(dora)
    expect(dora.page.get_by_role("region", name="Deleted with it")).to_contain_text("Diary")
    dora.page.get_by_label("What becomes of “Harbour”?").select_option("Bob owns it")
    dora.page.get_by_label("Type your address").fill("bob@demo.example")
    dora.page.get_by_role("button", name="Delete for good").click()
    expect(dora.page.get_by_text("This is not your address")).to_be_visible()
    expect(dora.page.get_by_label("What becomes of “Harbour”?")).to_have_value(house.ask("person", name="Bob")["id"])
    dora.page.get_by_label("Type your address").fill("dora@demo.example")
    dora.page.get_by_role("button", name="Delete for good").click()
    expect(dora.page.get_by_role("heading", name="Your account is deleted")).to_be_visible()
    dora.page.wait_for_function(f"async () => await ({KEPT})() === 0")
    dora.breaks_no_rule()

    # Bob's page went on, and the board is his.
    expect(bob.page.locator("#menu-board [data-edit=rename-board]")).to_have_count(1)
    bob.renames_board("Bob's harbour")
    bob.is_saved()
    bob.goes_to(harbour + "members/")
    expect(bob.page.locator(".member-name")).to_have_text(["Bob (you)"])
    dora.goes_to("/accounts/login/")
    dora.page.get_by_label("Email").fill("dora@demo.example")
    dora.page.get_by_label("Password").fill(PASSWORD)
    dora.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(dora.page.get_by_role("main")).to_contain_text("not correct")
