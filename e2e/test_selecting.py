"""Several cards at once: selected by mouse, keys and finger, moved and archived in one go, whatever others do."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.finger import PHONE, TABLET, Finger
from e2e.house import Board, House
from e2e.mouse import box_of
from e2e.pairs import two_people
from e2e.test_keys import link_of, presses
from e2e.test_phone import is_within


@two_people
def test_all_that_are_selected_go_along_with_one_and_come_back_together(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.selects("Write", "Pack", "Sand")
    expect(bob.selection).to_contain_text("3 cards selected")
    # Somebody else's work on one of them leaves it selected.
    alice.edits_title("Write", "Write home")
    bob.sees_card("To do", "Write home")
    expect(bob.chosen).to_have_count(3)
    expect(link_of(bob, "Write home")).to_have_accessible_description("selected")
    bob.takes(bob.card("Sand"))
    expect(bob.ghost).to_have_attribute("data-count", "3")
    expect(bob.board.locator(".is-lifted")).to_have_count(3)
    bob.carries("Done")
    bob.lets_go()
    alice.sees_cards("Done", "Pack", "Write home", "Sand")
    alice.sees_count("To do", 1)
    expect(bob.chosen).to_have_count(0)
    expect(bob.selection).to_be_hidden()
    expect(bob.offer).to_contain_text("Moved 3 cards to Done.")
    assert board.times_done("cards.move") == 1
    bob.undoes()
    alice.sees_cards("To do", "Pack", "Call", "Write home")
    alice.sees_cards("Doing", "Paint", "Sand", "Test")
    bob.redoes()
    alice.sees_cards("Done", "Pack", "Write home", "Sand")
    for actor in (alice, bob):
        actor.sees_the_truth()


def test_a_place_among_others_is_for_all_of_them(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.selects("Pack", "Call")
    alice.takes(alice.card("Call"))
    alice.carries("Doing", after="Paint")
    alice.lets_go()
    bob.sees_cards("Doing", "Paint", "Pack", "Call", "Sand", "Test")
    # Let go where they stand, they stay; no one is asked.
    alice.selects("Pack", "Call")
    alice.takes(alice.card("Pack"))
    alice.carries("Doing", after="Paint")
    expect(alice.page.locator(".drop-gap")).to_have_count(0)
    alice.lets_go()
    expect(alice.chosen).to_have_count(2)
    alice.sees_the_truth()
    assert board.times_done("cards.move") == 1


def test_what_somebody_takes_off_the_board_is_selected_no_more(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.selects("Pack", "Call", "Write")
    bob.chooses(bob.card("Call"), "Archive")
    expect(alice.notices).to_contain_text("“Call” is not on the board any more, so it is not selected.")
    expect(alice.selection).to_contain_text("2 cards selected")
    alice.selection.get_by_role("button", name="Archive").click()
    bob.sees_cards("To do")
    expect(alice.offer).to_contain_text("Archived 2 cards.")
    alice.offer.get_by_role("button", name="Undo").click()
    bob.sees_cards("To do", "Pack", "Write")
    # It comes back as any other.
    bob.undoes()
    alice.sees_cards("To do", "Pack", "Call", "Write")
    expect(alice.chosen).to_have_count(0)
    for actor in (alice, bob):
        actor.sees_the_truth()
    assert board.times_done("cards.archive") == 1


@two_people
def test_what_waited_for_the_network_is_done_as_far_as_it_can_be(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board).may_lose_the_server()
    bob.selects("Pack", "Call", "Write")
    bob.context.set_offline(True)
    bob.is_offline()
    bob.moves_selected("Doing")
    for title in ("Pack", "Call", "Write"):
        expect(bob.pending_card(title)).to_be_visible()
    expect(bob.column("Doing").locator(".card.pending .card-title")).to_have_text(["Pack", "Call", "Write"])
    alice.chooses(alice.card("Call"), "Archive")
    alice.edits_title("Write", "Write home")
    bob.context.set_offline(False)
    bob.is_live()
    alice.sees_cards("Doing", "Paint", "Sand", "Test", "Pack", "Write home")
    expect(bob.notices).to_contain_text("One of the cards is not on the board any more: it was left out.")
    for actor in (alice, bob):
        actor.sees_the_truth()
    assert board.times_done("cards.move") == 1


def test_a_refusal_leaves_them_where_they_were_and_says_why(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board).may_lose_the_server()
    bob.selects("Pack", "Call")
    bob.context.set_offline(True)
    bob.is_offline()
    bob.moves_selected("Done")
    expect(bob.pending_card("Call")).to_be_visible()
    alice.chooses(alice.column("Done").locator(".column-head"), "Archive with its cards")
    alice.sees_columns("To do", "Doing")
    bob.context.set_offline(False)
    bob.is_live().sees_columns("To do", "Doing")
    expect(bob.notices).to_contain_text("This column is archived.")
    bob.sees_cards("To do", "Pack", "Call", "Write")
    bob.sees_the_truth()


@two_people
def test_keys_alone_select_carry_move_and_archive(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.may_select()
    link_of(bob, "Pack").focus()
    presses(bob, "Shift+ArrowDown")
    expect(bob.voice).to_have_text("2 cards selected")
    presses(bob, "Shift+ArrowDown", "Shift+ArrowUp")
    expect(bob.voice).to_have_text("2 cards selected")
    presses(bob, "x")
    expect(bob.voice).to_have_text("1 card selected")
    presses(bob, "x", "Space")
    expect(bob.voice).to_contain_text("2 cards picked up, place 1 of 3 in To do.")
    presses(bob, "ArrowRight", "End")
    expect(bob.voice).to_have_text("place 4 of 5 in Doing")
    presses(bob, "ArrowUp", "Space")
    expect(bob.voice).to_have_text("2 cards put down, place 3 of 5 in Doing.")
    alice.sees_cards("Doing", "Paint", "Sand", "Pack", "Call", "Test")
    expect(link_of(bob, "Call")).to_be_focused()
    # The whole column, and where it goes from the bar.
    presses(bob, "ControlOrMeta+a")
    expect(bob.voice).to_have_text("5 cards selected")
    presses(bob, "m")
    expect(bob.selection.get_by_role("button", name="To do")).to_be_focused()
    presses(bob, "Escape")
    expect(bob.chosen).to_have_count(5)
    link_of(bob, "Test").focus()
    presses(bob, "x", "ArrowUp", "m", "Enter")
    alice.sees_cards("To do", "Write", "Paint", "Sand", "Pack", "Call")
    expect(link_of(bob, "Paint")).to_be_focused()
    presses(bob, "Shift+ArrowDown", "Escape")
    expect(bob.voice).to_have_text("Nothing selected.")
    presses(bob, "Shift+ArrowDown", "c")
    alice.sees_cards("To do", "Write", "Paint", "Call")
    presses(bob, "ControlOrMeta+z")
    alice.sees_cards("To do", "Write", "Paint", "Sand", "Pack", "Call")
    for actor in (alice, bob):
        actor.sees_the_truth()


def test_a_press_with_shift_selects_all_from_the_last_one(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.selects("Pack")
    alice.card("Write").click(modifiers=["Shift"])
    expect(alice.chosen.locator(".card-title")).to_have_text(["Pack", "Call", "Write"])
    # Of another column, it begins anew.
    alice.card("Sand").click(modifiers=["Shift"])
    alice.card("Test").click(modifiers=["Shift"])
    expect(alice.chosen).to_have_count(5)
    # Without a key, a card opens as always.
    alice.opens_card("Paint")
    presses(alice, "Escape")
    expect(alice.dialog).to_be_hidden()
    expect(alice.chosen).to_have_count(5)
    presses(alice, "Escape")
    expect(alice.chosen).to_have_count(0)
    # A card alone goes alone, whatever is selected.
    alice.selects("Pack", "Call")
    alice.drags("Write", "Done")
    alice.sees_cards("Done", "Write")
    expect(alice.chosen).to_have_count(2)
    alice.sees_the_truth()


def test_a_finger_selects_by_mere_taps_and_carries_them_all(
    alice: Actor, cast: Cast, house: House, board: Board
) -> None:
    bob = cast("Bob", house, **TABLET).opens(board)
    alice.opens(board)
    bob.may_select()
    bob.page.locator(".board-bar .trigger").tap()
    bob.item("Select cards").tap()
    expect(bob.selection).to_contain_text("Selecting")
    for title in ("Call", "Write", "Sand", "Write"):
        bob.card(title).tap()
    expect(bob.chosen.locator(".card-title")).to_have_text(["Call", "Sand"])
    expect(bob.dialog).to_be_hidden()
    finger = Finger(bob)
    finger.touches(bob.card("Call"))
    expect(bob.ghost).to_have_attribute("data-count", "2")
    for _ in range(3):
        box = box_of(bob.column("Done").locator(".cards"))
        finger.slides(box["x"] + 60, box["y"] + 20)
    finger.leaves()
    alice.sees_cards("Done", "Call", "Sand")
    bob.sees_the_truth()
    # Once it is done, a tap opens again.
    bob.card("Pack").locator("a").tap()
    expect(bob.inside_title).to_have_text("Pack")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_fits_a_phone_and_breaks_no_rule(scheme: str, cast: Cast, house: House, board: Board) -> None:
    phone = PHONE | {"viewport": {"width": 320, "height": 640}}
    bob = cast("Bob", house, color_scheme=scheme, bypass_csp=True, **phone).opens(board)
    bob.may_select()
    bob.card("Pack").locator(".trigger").tap()
    bob.item("Select").tap()
    bob.card("Write").tap()
    expect(bob.selection).to_contain_text("2 cards selected")
    is_within(bob)
    bob.breaks_no_rule()
    bob.selection.get_by_role("button", name="Move to").tap()
    expect(bob.selection.get_by_role("button", name="Done")).to_be_visible()
    bob.breaks_no_rule()
    bob.selection.get_by_role("button", name="Done", exact=True).tap()
    bob.is_saved()
    assert board.columns()["Done"] == ["Pack", "Write"]


def test_who_looks_on_selects_nothing(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    alice.opens(board)
    bob = cast("Bob", house).opens(board)
    bob.selects("Pack", "Call")
    alice.gives("member.change", {"member": house.ask("person", name="Bob")["id"], "role": "viewer"})
    expect(bob.chosen).to_have_count(0)
    expect(bob.selection).to_have_count(0)
    link_of(bob, "Pack").focus()
    presses(bob, "x", "ControlOrMeta+a", "Shift+ArrowDown")
    expect(bob.chosen).to_have_count(0)
    bob.sees_the_truth()
