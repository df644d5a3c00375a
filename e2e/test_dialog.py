"""The dialog of a card: over the board, with an address of its own, and as live as the board itself."""

import re

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.places import visit

ADDRESS = re.compile(r"/c/\d+/$")


@two_people
def test_it_opens_over_the_board_and_closes_with_escape_back_and_its_button(
    alice: Actor, bob: Actor, board: Board
) -> None:
    bob.opens(board)
    link = bob.card("Paint").locator("a")
    for leave in (
        lambda: bob.page.keyboard.press("Escape"),
        bob.page.go_back,
        lambda: bob.dialog.get_by_role("button", name="Close the card").click(),
    ):
        bob.opens_card("Paint")
        expect(bob.page).to_have_url(ADDRESS)
        expect(bob.inside_title).to_be_focused()
        leave()
        expect(bob.dialog).to_be_hidden()
        expect(bob.page).to_have_url(re.compile(f"{board.path}$"))
        expect(link).to_be_focused()
    # The address is good by itself: for a reload, and for somebody else.
    bob.opens_card("Paint")
    bob.page.reload()
    expect(bob.inside_title).to_have_text("Paint")
    visit(alice.page, bob.page.url)
    expect(alice.inside_title).to_have_text("Paint")
    expect(alice.page).to_have_url(bob.page.url)
    alice.page.go_back()
    expect(alice.dialog).to_be_hidden()
    alice.is_live()
    alice.sees_the_truth()


@two_people
def test_what_others_change_appears_inside_and_leaves_what_one_types_alone(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.opens_card("Paint")
    alice.describes("Paint", "Two coats of **blue**")
    expect(bob.dialog.locator(".inside-text strong")).to_have_text("blue")
    alice.edits_title("Paint", "Paint it")
    expect(bob.inside_title).to_have_text("Paint it")
    alice.moves_by_menu("Paint it", "To the next column")
    expect(bob.dialog.locator(".dialog-path")).to_contain_text("Done")
    expect(bob.dialog.get_by_label("Column")).to_have_value(
        str(alice.column("Done").get_attribute("id")).removeprefix("column-")
    )
    bob.page.keyboard.press("e")
    field = bob.dialog.get_by_label("Description")
    field.fill("Three coats")
    field.evaluate("(field) => field.setSelectionRange(2, 4)")
    alice.edits_title("Paint it", "Paint it red")
    expect(bob.dialog.locator("[data-when=changed]")).to_be_visible()
    expect(field).to_have_value("Three coats")
    assert field.evaluate("(it) => [it === document.activeElement, it.selectionStart, it.selectionEnd]") == [True, 2, 4]
    field.press("Control+Enter")
    expect(bob.dialog.locator(".inside-text")).to_have_text("Three coats")
    expect(bob.inside_title).to_have_text("Paint it red")
    alice.sees_the_truth()
    bob.sees_the_truth()
    bob.never_reloaded()


@two_people
def test_a_preview_shows_the_text_and_gives_it_back(bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.opens_card("Paint")
    bob.page.keyboard.press("e")
    field = bob.dialog.get_by_label("Description")
    field.fill("Two **thick** coats")
    button = bob.dialog.get_by_role("button", name="Preview")
    button.click()
    expect(bob.dialog.locator(".preview strong")).to_have_text("thick")
    expect(field).to_be_hidden()
    button.click()
    expect(field).to_have_value("Two **thick** coats")
    expect(field).to_be_focused()
    bob.dialog.get_by_role("button", name="Save").click()
    expect(bob.dialog.locator(".inside-text strong")).to_have_text("thick")
    bob.sees_the_truth()


@two_people
def test_a_card_that_is_deleted_says_so_and_keeps_what_one_was_typing(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.opens_card("Paint")
    bob.inside_title.click()
    field = bob.dialog.get_by_label("Description")
    field.fill("Three coats, and a week to dry")
    alice.chooses(alice.card("Paint"), "Archive")
    expect(bob.dialog.get_by_text("This card is archived.")).to_be_visible()
    expect(bob.dialog.get_by_role("button", name="Restore")).to_be_visible()
    expect(field).to_have_value("Three coats, and a week to dry")
    alice.gives("card.delete", {"card": bob.dialog_card()})
    expect(bob.dialog.get_by_text("Somebody deleted this card.")).to_be_visible()
    expect(field).to_have_value("Three coats, and a week to dry")
    field.press("Control+Enter")
    expect(bob.notices.locator("textarea")).to_have_value("Three coats, and a week to dry")
    bob.page.keyboard.press("Escape")
    expect(bob.dialog).to_be_hidden()
    bob.sees_the_truth()


@two_people
def test_a_dialog_that_was_offline_catches_up(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    bob.opens_card("Paint")
    bob.context.set_offline(True)
    bob.is_offline()
    alice.edits_title("Paint", "Paint it")
    alice.describes("Paint it", "Two coats")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    expect(bob.inside_title).to_have_text("Paint it")
    expect(bob.dialog.locator(".inside-text")).to_have_text("Two coats")
    bob.sees_the_truth()


@two_people
def test_moving_archiving_and_deleting_from_the_dialog(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.opens_card("Paint")
    bob.dialog.get_by_label("Column").select_option(label="Done")
    alice.sees_card("Done", "Paint")
    bob.dialog.get_by_role("button", name="Archive").click()
    alice.sees_no_card("Paint")
    bob.dialog.get_by_role("button", name="Restore").click()
    alice.sees_card("Done", "Paint")
    bob.dialog.get_by_text("Delete …").click()
    bob.dialog.get_by_role("button", name="Delete for good").click()
    alice.sees_no_card("Paint")
    expect(bob.dialog).to_be_hidden()
    bob.sees_the_truth()


def test_a_viewer_reads_the_card_and_gets_its_controls_with_the_role(
    alice: Actor, cast: Cast, house: House, board: Board
) -> None:
    vera = cast("Vera", house).opens(board)
    alice.opens(board)
    vera.opens_card("Paint")
    vera.inside_title.click()
    vera.page.keyboard.press("e")
    expect(vera.dialog.locator("form, select")).to_have_count(0)
    alice.gives("member.change", {"member": house.ask("person", name="Vera")["id"], "role": "editor"})
    expect(vera.dialog.get_by_label("Column")).to_be_visible()
    vera.inside_title.click()
    vera.dialog.get_by_label("Title").fill("Paint it green")
    vera.dialog.get_by_role("button", name="Save").click()
    alice.sees_card("Doing", "Paint it green")
    vera.never_reloaded()


def test_only_those_who_have_it_open_hear_what_changes_inside(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.evaluate(
        """() => document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
          (window.story.heard ??= []).push(detail.message.data);
        })"""
    )
    bob.opens_card("Call")
    alice.describes("Paint", "Two coats of blue")
    alice.describes("Call", "The harbour master")
    expect(bob.dialog.locator(".inside-text")).to_have_text("The harbour master")
    heard = bob.page.evaluate("() => window.story.heard.join()")
    assert "Two coats" not in heard and "The harbour master" in heard


def test_on_a_phone_it_is_the_whole_page(cast: Cast, house: House, board: Board) -> None:
    bob = cast("Bob", house, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).opens(board)
    bob.card("Paint").locator("a").tap()
    expect(bob.inside_title).to_have_text("Paint")
    box = bob.dialog.bounding_box()
    assert box is not None
    assert [box["x"], box["y"], box["width"], box["height"]] == [0, 0, 320, 640]
    assert bob.page.evaluate("() => document.documentElement.scrollWidth") == 320
    bob.dialog.get_by_role("button", name="Close the card").tap()
    expect(bob.dialog).to_be_hidden()
