"""Guests come by a link: they see the board live, change nothing, are nobody, and go when the link goes."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.test_phone import PHONE, is_within

both_engines = pytest.mark.parametrize("engine", ["chromium", "firefox"])


def makes_a_link(owner: Actor, board: Board, name: str = "Customers") -> str:
    """Make a link on the members' page, and return the path that it leads to."""
    owner.goes_to(f"{board.path}members/")
    owner.page.get_by_label("Make a link for guests").fill(name)
    owner.page.get_by_role("button", name="Make a link").click()
    address = owner.page.get_by_label(f"Address of “{name}”").input_value()
    assert address.startswith(f"{owner.url}/g/")
    return address.removeprefix(owner.url)


@both_engines
def test_a_guest_follows_the_board_live_and_is_nobody_on_it(
    alice: Actor, cast: Cast, house: House, board: Board, engine: str
) -> None:
    path = makes_a_link(alice, board)
    alice.opens(board)
    guest = cast("", house, engine=engine)
    guest.goes_to(path)
    guest.is_live()
    guest.sees_card("To do", "Pack")
    expect(guest.page.locator(".guest-sign")).to_have_text("Guest: view only")
    expect(guest.page.locator("main form, .trigger, .add-card").filter(visible=True)).to_have_count(0)
    alice.adds_card("Done", "Float")
    alice.edits_title("Call", "Call the harbour")
    guest.sees_card("Done", "Float")
    guest.sees_card("To do", "Call the harbour")
    expect(guest.page.locator("#announcer")).not_to_contain_text("Alice")
    assert "Alice" not in guest.page.content()
    # Nobody sees the guest, who sees nobody.
    expect(alice.page.get_by_role("button", name="Only you are here")).to_be_visible()
    expect(guest.page.locator(".face")).to_have_count(0)


def test_a_guest_reads_a_card_while_it_changes(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    path = makes_a_link(alice, board)
    guest = cast("", house)
    guest.goes_to(path)
    guest.is_live()
    guest.page.get_by_role("link", name="Pack").click()
    expect(guest.dialog).to_contain_text("Ropes")
    assert guest.page.url.endswith(f"{path}c/1/")
    alice.opens(board)
    alice.describes("Pack", "Only **sails**")
    expect(guest.dialog.locator("strong")).to_have_text("sails")
    expect(guest.dialog.get_by_text("Versions")).to_have_count(0)
    guest.page.reload()
    expect(guest.dialog.locator("strong")).to_have_text("sails")
    guest.page.keyboard.press("Escape")
    expect(guest.dialog).to_be_hidden()
    assert guest.page.url.endswith(path)


@both_engines
def test_a_link_that_is_taken_back_closes_at_once(
    alice: Actor, cast: Cast, house: House, board: Board, engine: str
) -> None:
    path = makes_a_link(alice, board)
    guest = cast("", house, engine=engine)
    guest.goes_to(path)
    guest.is_live()
    alice.page.get_by_role("button", name="Take back the link “Customers”").click()
    expect(alice.page.locator(".link-row")).to_have_count(0)
    expect(guest.sign).to_have_attribute("data-state", "lost")
    expect(guest.sign).to_contain_text("This link does not open the board any more.")
    alice.opens(board)
    alice.adds_card("Done", "Between us")
    guest.may_hear("404")
    assert guest.goes_to(path) == 404
    expect(guest.page.get_by_role("heading")).to_have_text("This link opens nothing")
    assert "Boat" not in guest.page.content()


def test_a_guest_who_was_away_catches_up(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    path = makes_a_link(alice, board)
    guest = cast("", house).may_lose_the_server()
    guest.goes_to(path)
    guest.is_live()
    guest.context.set_offline(True)
    guest.is_offline()
    alice.opens(board)
    alice.adds_card("Done", "Float")
    alice.gives("board.archive", {})
    guest.context.set_offline(False)
    guest.sees_card("Done", "Float")
    expect(guest.page.locator(".banner")).to_contain_text("This board is archived")


def test_without_script_a_guest_reads_everything(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    path = makes_a_link(alice, board)
    guest = cast("", house, java_script_enabled=False)
    guest.goes_to(path)
    guest.page.get_by_role("link", name="Pack").click()
    expect(guest.page.get_by_role("heading", name="Pack")).to_be_visible()
    expect(guest.page.get_by_role("main")).to_contain_text("Ropes")
    guest.page.get_by_role("link", name="Boat").click()
    guest.page.get_by_role("link", name="Doing").click()
    expect(guest.page.get_by_role("link", name="Paint")).to_be_visible()


def test_a_member_sees_what_guests_see_and_finds_the_way_back(bob: Actor, alice: Actor, board: Board) -> None:
    bob.goes_to(makes_a_link(alice, board))
    bob.is_live()
    bob.page.get_by_role("link", name="Open as a member").click()
    bob.is_live()
    bob.adds_card("Done", "Float")


def test_copying_puts_the_address_into_the_clipboard(alice: Actor, board: Board) -> None:
    alice.context.grant_permissions(["clipboard-read", "clipboard-write"])
    path = makes_a_link(alice, board)
    alice.page.get_by_role("button", name="Copy").click()
    expect(alice.page.get_by_role("button", name="Copied")).to_be_visible()
    assert alice.page.evaluate("() => navigator.clipboard.readText()") == alice.url + path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_guests_break_no_rule_and_fit_a_phone(
    alice: Actor, cast: Cast, house: House, board: Board, scheme: str
) -> None:
    path = makes_a_link(alice, board, "Customers and everybody else who has asked for it since last year")
    owner = cast("Alice", house, color_scheme=scheme, **PHONE)
    guest = cast("", house, color_scheme=scheme, **PHONE)
    owner.goes_to(f"{board.path}members/")
    guest.goes_to(path)
    guest.is_live()
    for actor in (owner, guest):
        actor.breaks_no_rule()
        is_within(actor)
    guest.page.get_by_role("link", name="Pack").click()
    expect(guest.dialog).to_contain_text("Ropes")
    guest.breaks_no_rule()
