"""The board's keys: arrows go around, letters act on what has the focus, ? lists them all."""

import re

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.test_guests import makes_a_link
from e2e.test_phone import is_within


def presses(actor: Actor, *keys: str) -> None:
    for key in keys:
        actor.page.keyboard.press(key)


def link_of(actor: Actor, title: str) -> Locator:
    return actor.card(title).locator(".card-title a")


def head_of(actor: Actor, column: str) -> Locator:
    return actor.column(column).locator(".column-name a")


@two_people
def test_arrows_go_around(bob: Actor, board: Board) -> None:
    bob.opens(board)
    presses(bob, "ArrowDown")
    expect(link_of(bob, "Pack")).to_be_focused()
    presses(bob, "ArrowDown", "ArrowDown", "ArrowDown")
    expect(link_of(bob, "Write")).to_be_focused()
    presses(bob, "ArrowRight")
    expect(link_of(bob, "Test")).to_be_focused()
    presses(bob, "ArrowUp", "ArrowRight")
    # A column without tiles: its name.
    expect(head_of(bob, "Done")).to_be_focused()
    presses(bob, "ArrowRight", "ArrowDown", "ArrowLeft", "End")
    expect(link_of(bob, "Test")).to_be_focused()
    presses(bob, "Home")
    expect(head_of(bob, "Doing")).to_be_focused()
    presses(bob, "ArrowLeft", "ArrowUp", "ArrowDown", "Enter")
    expect(bob.inside_title).to_have_text("Pack")
    # In the dialog they are the dialog's.
    presses(bob, "ArrowRight", "Escape")
    expect(link_of(bob, "Pack")).to_be_focused()


@two_people
def test_letters_act_on_the_tile_that_has_the_focus(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    link_of(bob, "Sand").focus()
    presses(bob, "m")
    expect(bob.item("Move up")).to_be_focused()
    presses(bob, "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    alice.sees_card("Done", "Sand")
    link_of(bob, "Sand").focus()
    presses(bob, "n")
    bob.page.keyboard.type("Can of mince")
    presses(bob, "Enter")
    # What is typed is no key.
    alice.sees_cards("Done", "Sand", "Can of mince")
    presses(bob, "Escape")
    link_of(bob, "Sand").focus()
    # However long it is held.
    bob.page.keyboard.down("c")
    bob.page.keyboard.down("c")
    bob.page.keyboard.up("c")
    alice.sees_no_card("Sand")
    expect(link_of(bob, "Can of mince")).to_be_focused()
    presses(bob, "ControlOrMeta+z")
    alice.sees_card("Done", "Sand")
    bob.sees_the_truth()


def test_what_is_carried_by_keys_is_carried_by_the_arrows(alice: Actor, board: Board) -> None:
    alice.opens(board)
    link_of(alice, "Pack").focus()
    presses(alice, " ", "ArrowDown", "ArrowRight", "c", " ")
    alice.sees_card("Doing", "Pack")
    expect(link_of(alice, "Pack")).to_be_focused()
    alice.sees_the_truth()


@two_people
def test_the_list_of_keys_opens_and_switches_letters_off(bob: Actor, board: Board) -> None:
    bob.opens(board)
    link_of(bob, "Paint").focus()
    presses(bob, "?")
    keys = bob.page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("row")).to_have_count(21)
    keys.get_by_role("checkbox").uncheck()
    presses(bob, "Escape")
    expect(keys).to_be_hidden()
    expect(link_of(bob, "Paint")).to_be_focused()
    for letter in ("c", "m", "n", "e", "?"):
        presses(bob, letter)
    expect(bob.page.locator("dialog:modal, .menu:popover-open, .columns form.editor")).to_have_count(0)
    presses(bob, "Enter")
    expect(bob.inside_title).to_have_text("Paint")
    presses(bob, "e", "Escape")
    expect(bob.dialog).to_be_hidden()
    # The choice is the browser's, and the way back is in the board's menu.
    bob.page.reload()
    bob.is_live()
    bob.page.locator(".board-bar .trigger").click()
    bob.item("Keys").click()
    keys.get_by_role("checkbox").check()
    keys.get_by_role("button").click()
    link_of(bob, "Paint").focus()
    presses(bob, "F2")
    presses(bob, "Escape", "c")
    expect(bob.card("Paint")).to_have_count(0)
    bob.sees_the_truth()


def test_who_looks_on_goes_around_and_nothing_else(cast: Cast, house: House, board: Board) -> None:
    vera = cast("Vera", house)
    vera.opens(board)
    presses(vera, "ArrowDown", "c", "n", "m", "e", "?")
    keys = vera.page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("row").filter(visible=True)).to_have_count(7)
    expect(keys.get_by_role("checkbox")).to_have_count(0)
    presses(vera, "Escape", "ArrowRight")
    expect(link_of(vera, "Paint")).to_be_focused()
    assert "Paint" in board.columns()["Doing"]


def test_a_guest_goes_around(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    guest = cast("", house)
    guest.goes_to(makes_a_link(alice, board))
    guest.is_live()
    presses(guest, "ArrowDown", "ArrowDown")
    expect(link_of(guest, "Call")).to_be_focused()


def test_the_list_of_keys_breaks_no_rule_and_fits_a_phone(cast: Cast, house: House, board: Board) -> None:
    for scheme in ("light", "dark"):
        alice = cast("Alice", house, color_scheme=scheme, viewport={"width": 320, "height": 640})
        alice.goes_to("/keys/")
        expect(alice.page.get_by_role("heading", level=1)).to_have_text(re.compile("Keys"))
        alice.breaks_no_rule()
        is_within(alice)
        alice.opens(board)
        presses(alice, "?")
        expect(alice.page.get_by_role("dialog", name="Keys")).to_be_visible()
        alice.breaks_no_rule()
