"""What was typed into an ordinary form and not taken by the server is kept, on whatever page, and offered again."""

import pytest
from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.server import Server
from e2e.test_outbox import keeps, kept

# By page (with {} for the board's path): the field of a form, and what is typed there.
FIELDS = {
    "/": (".board-form input[name=name]", "Half a board"),
    "/?q=boat": (".board-panel input[name=name]", "Half a name"),
    "/accounts/profile/": ("input[name=name]", "Alice the Half"),
    "{}members/": ("input[name=email]", "vera@hal"),
    "{}columns/{column}/": ("#new-title", "Half a title"),
    "{}c/1/?page": ("textarea[name=description]", "Half a thought\n\nand a half"),
}


def crashes_and_comes_back(actor: Actor, path: str) -> None:
    actor.page.close(run_before_unload=False)
    actor.comes_back().goes_to(path)


def types(actor: Actor, path: str, field: str, text: str) -> Locator:
    actor.goes_to(path)
    found = actor.page.locator(field).last
    # Some stand behind a fold.
    found.evaluate("(input) => input.closest('details')?.setAttribute('open', '')")
    found.fill(text)
    keeps(actor, "drafts", 1)
    return found


@pytest.mark.parametrize("page", FIELDS)
def test_a_text_comes_back_after_a_crash_where_it_was_typed(alice: Actor, board: Board, page: str) -> None:
    alice.opens(board)
    column = alice.column("Done").get_attribute("id") or ""
    path = page.format(board.path, column=column.removeprefix("column-"))
    field, text = FIELDS[page]
    types(alice, path, field, text)
    crashes_and_comes_back(alice, path)
    restored = alice.page.locator(field).last
    expect(restored).to_have_value(text)
    expect(restored).to_be_visible()
    expect(alice.page.locator(".draft-note")).to_have_count(1)
    alice.page.reload()
    expect(alice.page.locator(field).last).to_have_value(text)
    before = alice.page.locator(field).last.evaluate("(input) => input.defaultValue")
    alice.page.get_by_role("button", name="Discard").click()
    expect(alice.page.locator(field).last).to_have_value(before)
    keeps(alice, "drafts", 0)


@two_people
def test_a_draft_goes_when_the_server_has_taken_it_and_not_before(alice: Actor, bob: Actor, board: Board) -> None:
    """A refusal keeps it, even where one leaves the page that says why."""
    path, text = f"{board.path}columns/{column_of(alice, board)}/", "Too long: " + "very " * 120 + "much"
    field = types(bob, path, "#new-title", text)
    bob.may_hear("422")
    field.press("Enter")
    expect(bob.page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    expect(bob.page.locator("input[name=title]")).to_have_value(text)
    crashes_and_comes_back(bob, path)
    again = bob.page.locator("#new-title")
    expect(again).to_have_value(text)
    again.fill("Short")
    again.press("Enter")
    alice.sees_cards("Done", "Short")
    expect(bob.page.locator("#new-title")).to_have_value("")
    keeps(bob, "drafts", 0)


def test_a_form_that_never_reached_the_server_keeps_its_text(alice: Actor, house: House) -> None:
    server: Server = house.servers[0]
    alice.may_lose_the_server()
    field = types(alice, "/", ".board-form input[name=name]", "A board from the tunnel")
    server.kill()
    field.press("Enter")
    alice.page.wait_for_url("chrome-error://**")
    server.start()
    crashes_and_comes_back(alice, "/")
    field = alice.page.locator(".board-form input[name=name]")
    expect(field).to_have_value("A board from the tunnel")
    field.press("Enter")
    expect(alice.head).to_have_text("A board from the tunnel")
    keeps(alice, "drafts", 0)
    alice.goes_to("/")
    expect(field).to_have_value("")


def test_what_is_secret_sought_or_typed_to_confirm_is_never_kept(alice: Actor, board: Board) -> None:
    for path, field in (
        ("/accounts/password/change/", "input[type=password]"),
        ("/", "input[type=search]"),
        (f"{board.path}farewell/", "#board-name"),
    ):
        alice.goes_to(path)
        for each in alice.page.locator(field).all():
            each.fill("Something that stays here")
    # This one is kept, and so were the others by now.
    types(alice, "/", ".board-form input[name=name]", "A board")
    assert "stays here" not in str(kept(alice))


def test_signing_out_asks_and_then_forgets_what_was_typed(alice: Actor) -> None:
    types(alice, "/", ".board-form input[name=name]", "A board of mine")
    alice.page.get_by_role("button", name="Sign out").click()
    asked = alice.page.get_by_role("dialog")
    expect(asked).to_contain_text("1 text of yours is not sent yet.")
    asked.get_by_role("button", name="Sign out and forget them").click()
    alice.page.wait_for_url("**/accounts/login/**")
    assert kept(alice) == {"drafts": [], "outbox": []}


def column_of(actor: Actor, board: Board) -> str:
    actor.opens(board)
    return (actor.column("Done").get_attribute("id") or "").removeprefix("column-")
