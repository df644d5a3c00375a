"""Tips on a board: one at a time, gone once used or closed, remembered for a person, only where they help."""

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House


def tip(actor: Actor) -> Locator:
    return actor.page.get_by_role("complementary", name="Tip")


def test_each_goes_once_it_was_used_and_the_next_one_comes(cast: Cast, board: Board, house: House) -> None:
    alice = cast("Alice", house)
    alice.opens(board)
    expect(tip(alice)).to_contain_text("Drag a card")
    alice.drags("Pack", "Done")
    expect(tip(alice)).to_be_hidden()
    alice.is_saved()
    expect(tip(alice)).to_contain_text("Press N to write a card")
    tip(alice).get_by_role("button", name="Close the tip").click()
    expect(tip(alice)).to_be_hidden()
    expect(tip(alice)).to_contain_text("finds everything")
    alice.page.keyboard.press("ControlOrMeta+k")
    expect(alice.page.get_by_role("combobox")).to_be_focused()
    alice.page.keyboard.press("Escape")
    expect(tip(alice)).to_contain_text("shows all keys")
    # What is known stays known.
    alice.page.reload()
    alice.is_live()
    expect(tip(alice)).to_contain_text("shows all keys")
    alice.page.keyboard.press("?")
    alice.page.keyboard.press("Escape")
    expect(tip(alice)).to_be_hidden()
    alice.sees_the_truth()


def test_it_is_said_once_and_breaks_no_rule(cast: Cast, board: Board, house: House) -> None:
    for scheme in ("light", "dark"):
        alice = cast("Alice", house, color_scheme=scheme, bypass_csp=True)
        alice.opens(board)
        expect(tip(alice).get_by_role("status")).to_contain_text("Drag a card")
        alice.breaks_no_rule()


def test_where_there_is_no_card_the_first_one_says_how_to_write_one(cast: Cast, house: House) -> None:
    alice = cast("Alice", house)
    alice.opens(house.board([["To do", []]], name="Empty"))
    expect(tip(alice)).to_contain_text("Press N to write a card")


def test_neither_who_looks_on_nor_a_phone_has_any(cast: Cast, board: Board, house: House) -> None:
    vera = cast("Vera", house)
    vera.opens(board)
    expect(vera.page.locator("#tip, template[data-tip]")).to_have_count(0)
    bob = cast("Bob", house, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    bob.page.clock.install()
    bob.opens(board)
    with bob.page.expect_response(lambda response: "/js/tips." in response.url) as fetched:
        bob.page.clock.run_for(3_000)
    fetched.value.finished()
    bob.page.clock.run_for(20_000)
    expect(tip(bob)).to_be_hidden()


def test_it_makes_room_for_the_bar_of_selected_cards(cast: Cast, board: Board, house: House) -> None:
    alice = cast("Alice", house)
    alice.opens(board)
    expect(tip(alice)).to_be_visible()
    alice.card("Pack").click(modifiers=["ControlOrMeta"])
    expect(alice.page.get_by_role("region", name="Selected cards")).to_be_visible()
    expect(tip(alice)).to_be_hidden()
    alice.page.keyboard.press("Escape")
    expect(tip(alice)).to_be_visible()
