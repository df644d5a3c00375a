"""On paper: what was written, whole, and nothing to press."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

# What a page of A4 is wide, in the pixels of style sheets, without its margins.
PAPER = {"width": 718, "height": 1000}
PRESSED = "button, select, textarea, input, summary, nav, [popover], a.button, .me, .connection"
# Tiles that lie beyond the paper, or in a box that hides a part of them.
CUT = """() => Array.from(document.querySelectorAll(".card"), (tile) => {
  const box = tile.getBoundingClientRect();
  const list = tile.parentNode;
  return box.right > innerWidth || getComputedStyle(list).overflowY !== "visible" ? tile.textContent : null;
}).filter(Boolean)"""

# Ink on white paper, whatever the screen has: the lightness of words, once they have changed their colour.
IS_DARK = "() => parseFloat(getComputedStyle(document.querySelector('main h2')).color.split('(')[1]) < 0.5"


@pytest.fixture(params=["light", "dark"])
def printer(cast: Cast, house: House, request: pytest.FixtureRequest) -> Actor:
    """Give alice, who is about to print."""
    return cast("Alice", house, color_scheme=request.param, viewport=PAPER)


def prints(actor: Actor) -> None:
    actor.page.emulate_media(media="print")
    expect(actor.page.locator(PRESSED).filter(visible=True)).to_have_count(0)
    actor.page.wait_for_function(IS_DARK)


def test_a_board_is_printed_with_all_its_cards(printer: Actor, house: House) -> None:
    many = [f"Card {number}" for number in range(1, 61)]
    board = house.board([["To do", many], ["Doing", ["Paint"]], ["Review", ["Sand"]], ["Done", ["Test"]]])
    printer.opens(board)
    prints(printer)
    expect(printer.page.locator(".card").filter(visible=True)).to_have_count(len(many) + 3)
    assert printer.page.evaluate(CUT) == []
    expect(printer.head).to_be_visible()


def test_an_open_card_is_printed_alone(printer: Actor, board: Board) -> None:
    printer.opens(board)
    printer.describes("Paint", "Two *coats*\n\n- of varnish\n- of paint")
    printer.is_saved()
    printer.opens_card("Paint")
    prints(printer)
    expect(printer.inside_title).to_be_visible()
    expect(printer.dialog.locator("li").last).to_be_visible()
    expect(printer.page.locator(".card").filter(visible=True)).to_have_count(0)


def test_the_page_of_a_card_is_printed_without_what_one_does_there(printer: Actor, board: Board) -> None:
    printer.goes_to(board.path + "c/1/?page")
    printer.page.emulate_media(media="print")
    expect(printer.page.locator(PRESSED).filter(visible=True)).to_have_count(0)
    expect(printer.page.get_by_role("heading").filter(visible=True)).to_have_text(["Pack"])
    expect(printer.page.locator(".prose")).to_be_visible()
