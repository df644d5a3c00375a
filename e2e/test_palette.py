"""The palette: Ctrl+K finds what one may see and does what one may do, by the keyboard, at once, on every page."""

import re

import pytest
from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.test_guests import makes_a_link
from e2e.test_phone import PHONE, is_within


def palette(actor: Actor) -> Locator:
    return actor.page.get_by_role("dialog", name="Find or do something")


def field(actor: Actor) -> Locator:
    return palette(actor).get_by_role("combobox")


def calls_it(actor: Actor) -> Locator:
    """Open the palette by its key; return its field."""
    actor.page.keyboard.press("ControlOrMeta+k")
    expect(field(actor)).to_be_focused()
    return field(actor)


def lines(actor: Actor, group: str = "") -> Locator:
    """The lines that are found, of one group if it is named."""
    place = palette(actor).get_by_role("group", name=group) if group else palette(actor)
    return place.get_by_role("option")


def seeks(actor: Actor, words: str) -> None:
    calls_it(actor).fill(words)


def takes(actor: Actor, words: str) -> None:
    """Look for something and take the first line."""
    seeks(actor, words)
    expect(lines(actor).first).to_have_attribute("aria-selected", "true")
    actor.page.keyboard.press("Enter")
    expect(palette(actor)).to_be_hidden()


@two_people
def test_a_card_that_somebody_else_writes_is_found_at_once(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    seeks(bob, "varn hull")
    expect(lines(bob, "Cards on this board")).to_have_count(0)
    alice.adds_card("Done", "Varnish the hull")
    expect(lines(bob, "Cards on this board")).to_have_text(["Varnish the hullDone · #7"])
    expect(lines(bob).first.locator("mark")).to_have_text(["Varn", "hull"])
    bob.page.keyboard.press("Enter")
    expect(bob.inside_title).to_have_text("Varnish the hull")
    bob.page.keyboard.press("Escape")
    expect(bob.card("Varnish the hull").locator(".card-title a")).to_be_focused()
    # What was opened lately comes first, by the name that it has by now.
    alice.page.keyboard.press("Escape")
    alice.edits_title("Varnish the hull", "Oil the hull")
    bob.sees_card("Done", "Oil the hull")
    calls_it(bob)
    expect(lines(bob, "Opened lately")).to_have_text(["Oil the hullDone · #7"])
    bob.never_reloaded()


@two_people
def test_the_keyboard_goes_through_the_list_and_the_focus_comes_back(bob: Actor, board: Board) -> None:
    bob.opens(board)
    link = bob.card("Sand").locator(".card-title a")
    link.focus()
    seeks(bob, "t")
    expect(field(bob)).to_have_attribute("aria-expanded", "true")
    # What is found elsewhere comes after what is in the page.
    expect(lines(bob).last).to_contain_text("Vera")
    first, second = lines(bob).nth(0), lines(bob).nth(1)
    expect(first).to_have_attribute("aria-selected", "true")
    bob.page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field(bob)).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    bob.page.keyboard.press("ArrowUp")
    bob.page.keyboard.press("ArrowUp")
    expect(lines(bob).last).to_have_attribute("aria-selected", "true")
    expect(palette(bob).get_by_role("status")).to_have_text(re.compile(r"^\d+ lines found\.$"))
    field(bob).fill("nothing of the kind")
    expect(palette(bob)).to_contain_text("Nothing here is called like that.")
    expect(palette(bob).get_by_role("status")).to_have_text("Nothing found.")
    expect(field(bob)).to_have_attribute("aria-expanded", "false")
    bob.page.keyboard.press("Escape")
    expect(palette(bob)).to_be_hidden()
    expect(link).to_be_focused()
    # The same key closes it, and letters typed there are no keys of the board.
    seeks(bob, "c")
    bob.page.keyboard.press("ControlOrMeta+k")
    expect(palette(bob)).to_be_hidden()
    bob.sees_card("Doing", "Sand")


def test_it_opens_over_a_text_and_gives_it_back(bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.opens_card("Paint")
    bob.page.keyboard.press("e")
    title = bob.dialog.locator("form.editor [name=title]")
    title.fill("Paint it")
    calls_it(bob)
    bob.page.keyboard.press("Escape")
    expect(palette(bob)).to_be_hidden()
    expect(title).to_be_focused()
    expect(title).to_have_value("Paint it")
    expect(bob.dialog).to_be_visible()


def test_actions_are_the_pages_own_buttons_and_links(bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.card("Test").locator(".card-title a").focus()
    calls_it(bob)
    # Where one is comes first, once.
    expect(lines(bob).filter(has_text="Add a card")).to_have_text(["Add a cardDoing"])
    field(bob).fill("add done")
    bob.page.keyboard.press("Enter")
    bob.page.keyboard.type("Launch")
    bob.page.keyboard.press("Enter")
    bob.sees_cards("Done", "Launch")
    bob.page.keyboard.press("Escape")
    takes(bob, "undo")
    bob.sees_no_card("Launch")
    takes(bob, "do again")
    bob.sees_cards("Done", "Launch")
    bob.is_saved()
    seeks(bob, "do again")
    expect(lines(bob, "What can be done here")).to_have_count(0)
    bob.page.keyboard.press("Escape")
    takes(bob, "add a column")
    bob.page.keyboard.type("Later")
    bob.page.keyboard.press("Enter")
    bob.sees_columns("To do", "Doing", "Done", "Later")
    takes(bob, "#4")
    expect(bob.inside_title).to_have_text("Paint")
    bob.page.keyboard.press("Escape")
    takes(bob, "keys")
    expect(bob.page.get_by_role("dialog", name="Keys")).to_be_visible()
    bob.page.keyboard.press("Escape")
    bob.sees_the_truth()
    takes(bob, "members")
    expect(bob.page.get_by_role("heading", level=1)).to_have_text("Members")
    takes(bob, "help")
    expect(bob.page.get_by_role("heading", level=1)).to_have_text("How to work here")
    takes(bob, "your boards")
    takes(bob, "create")
    expect(bob.page.get_by_label("New board")).to_be_focused()
    takes(bob, "sign out")
    expect(bob.page).to_have_url(re.compile("/accounts/login/"))


def test_an_owner_renames_her_board_and_is_asked_before_it_is_archived(alice: Actor, board: Board) -> None:
    alice.opens(board)
    takes(alice, "rename the board")
    alice.page.keyboard.press("ControlOrMeta+a")
    alice.page.keyboard.type("Ship")
    alice.page.keyboard.press("Enter")
    expect(alice.head).to_have_text("Ship")
    takes(alice, "archive the board")
    expect(alice.item("Archive it for everybody?")).to_be_focused()


def test_what_is_on_other_boards_is_found_and_what_one_may_not_see_is_not(
    bob: Actor, cast: Cast, board: Board, house: House
) -> None:
    house.board([["Attic", ["Zeppelin"]]], name="Airship")
    bob.opens(board)
    seeks(bob, "zepp")
    expect(lines(bob, "More cards")).to_have_text(["ZeppelinAirship · Attic"])
    field(bob).fill("airsh")
    expect(lines(bob, "Boards").first).to_have_text("Airship")
    field(bob).fill("vera")
    expect(lines(bob, "People")).to_have_text(["Verawhat they did"])
    field(bob).fill("zepp")
    expect(lines(bob, "More cards")).to_have_count(1)
    bob.page.keyboard.press("Enter")
    expect(bob.inside_title).to_have_text("Zeppelin")
    # Charlie is on no board.
    charlie = cast("Charlie", house)
    charlie.goes_to("/")
    for words in ("zepp", "airsh", "boat", "vera", "pack"):
        seeks(charlie, words)
        expect(palette(charlie).get_by_role("status")).to_have_text("Nothing found.")
        charlie.page.keyboard.press("Escape")


def test_whoever_is_removed_finds_the_board_no_more(bob: Actor, board: Board, house: House) -> None:
    other = house.board([["Attic", ["Hippogriff"]]], name="Stable")
    bob.opens(board)
    seeks(bob, "hippo")
    expect(lines(bob, "More cards")).to_have_count(1)
    bob.page.keyboard.press("Escape")
    house.ask("remove_member", board=other.id, person="Bob")
    for words in ("hippo", "stable"):
        seeks(bob, words)
        expect(palette(bob).get_by_role("status")).to_have_text("Nothing found.")
        bob.page.keyboard.press("Escape")


def test_who_looks_on_and_who_is_a_guest_are_offered_what_they_may_do(
    alice: Actor, cast: Cast, board: Board, house: House
) -> None:
    vera = cast("Vera", house)
    vera.opens(board)
    for words in ("add", "undo", "rename", "archive the board"):
        seeks(vera, words)
        expect(lines(vera, "What can be done here")).to_have_count(0)
        vera.page.keyboard.press("Escape")
    takes(vera, "pack")
    expect(vera.inside_title).to_have_text("Pack")
    guest = cast("", house)
    asked: list[str] = []
    guest.page.on("request", lambda request: asked.append(request.url))
    guest.goes_to(makes_a_link(alice, board))
    guest.is_live()
    guest.page.get_by_role("button", name="Search").click()
    expect(field(guest)).to_be_focused()
    expect(lines(guest, "Boards")).to_have_count(0)
    for words in ("vera", "members", "activity"):
        field(guest).fill(words)
        expect(palette(guest).get_by_role("status")).to_have_text("Nothing found.")
    field(guest).fill("pai")
    guest.page.keyboard.press("Enter")
    expect(guest.inside_title).to_have_text("Paint")
    assert not [url for url in asked if "/search/" in url]


def test_what_is_in_the_page_is_found_without_a_network(alice: Actor, board: Board) -> None:
    alice.may_lose_the_server().opens(board)
    calls_it(alice)
    alice.page.keyboard.press("Escape")
    alice.context.set_offline(True)
    seeks(alice, "writ")
    expect(lines(alice, "Cards on this board")).to_have_text(["WriteTo do · #3"])
    alice.page.keyboard.press("Escape")
    takes(alice, "add done")
    alice.page.keyboard.type("Wait")
    alice.page.keyboard.press("Enter")
    expect(alice.pending_card("Wait")).to_be_visible()


def test_a_cold_page_does_not_carry_it(alice: Actor, board: Board) -> None:
    fetched: list[str] = []
    alice.page.on("request", lambda request: fetched.append(request.url))
    alice.opens(board)
    assert not [url for url in fetched if re.search(r"/palette(-\w+)?\.", url) and "palette-key" not in url]
    calls_it(alice)
    assert [url for url in fetched if "/js/palette." in url]


def test_without_script_it_is_a_page(cast: Cast, board: Board, house: House) -> None:
    alice = cast("Alice", house, java_script_enabled=False)
    alice.goes_to(board.path)
    alice.page.get_by_role("link", name="Search").click()
    alice.page.get_by_role("searchbox").fill("ropes lamps")
    alice.page.keyboard.press("Enter")
    alice.page.get_by_role("link", name="Pack").first.click()
    expect(alice.page.get_by_role("heading", name="Pack", level=1)).to_be_visible()


def test_on_a_phone_it_is_opened_and_chosen_from_with_a_finger(cast: Cast, board: Board, house: House) -> None:
    alice = cast("Alice", house, **PHONE)
    alice.opens(board)
    alice.page.locator("[data-palette]").tap()
    expect(field(alice)).to_be_focused()
    is_within(alice)
    palette(alice).get_by_role("button", name="Close the search").tap()
    expect(palette(alice)).to_be_hidden()
    alice.page.locator("[data-palette]").tap()
    field(alice).fill("sand")
    lines(alice).first.tap()
    expect(alice.inside_title).to_have_text("Sand")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_breaks_no_rule(scheme: str, cast: Cast, board: Board, house: House) -> None:
    narrow = {"width": 320, "height": 640}
    alice = cast("Alice", house, color_scheme=scheme, bypass_csp=True, viewport=narrow)
    for path in ("/search/?q=pack", "/search/?q=nothing+like+it", "/help/"):
        alice.goes_to(path)
        alice.breaks_no_rule()
        is_within(alice)
    alice.opens(board)
    for words in ("", "p", "nothing of the kind"):
        seeks(alice, words)
        alice.breaks_no_rule()
        is_within(alice)
        alice.page.keyboard.press("Escape")
