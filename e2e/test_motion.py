"""Motion shows cause, leaves no trace, and is not there for those who do not want it."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

# Writes down the classes of whatever is animated by script.
WATCH = """() => {
  window.moved = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...rest) {
    window.moved.push(this.className);
    return animate.apply(this, rest);
  };
}"""


def watched(actor: Actor, board: Board) -> Actor:
    actor.opens(board)
    actor.page.evaluate(WATCH)
    return actor


def test_what_somebody_else_moves_flies_there_and_the_page_is_as_before(
    alice: Actor, cast: Cast, house: House, board: Board
) -> None:
    bob = watched(cast("Bob", house, reduced_motion="no-preference"), board)
    watched(alice, board).moves_by_menu("Paint", "To the next column")
    bob.page.wait_for_function("() => window.moved.some((names) => names.includes('flight'))")
    bob.sees_card("Done", "Paint")
    expect(bob.page.locator(".flight")).to_have_count(0)
    bob.sees_the_truth()
    bob.page.evaluate("() => { window.moved = []; }")
    alice.chooses(alice.card("Sand"), "Archive")
    bob.page.wait_for_function("() => window.moved.some((names) => names.includes('flight'))")
    expect(bob.page.locator(".flight")).to_have_count(0)
    bob.sees_the_truth()
    # Alice wants none of it.
    bob.moves_by_menu("Test", "To the next column")
    alice.sees_card("Done", "Test")
    assert alice.page.evaluate("() => window.moved") == []


def test_several_that_are_moved_together_all_fly_and_go(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    bob = watched(cast("Bob", house, reduced_motion="no-preference"), board)
    alice.opens(board).selects("Pack", "Write", "Paint")
    alice.moves_selected("Done")
    flew(bob, 3)
    bob.sees_cards("Done", "Pack", "Write", "Paint")
    alice.undoes()
    flew(bob, 6)
    alice.selects("Pack", "Call")
    alice.selection.get_by_role("button", name="Archive").click()
    flew(bob, 8)
    bob.sees_the_truth()


def flew(actor: Actor, times: int) -> None:
    """Wait until so many flights were seen, and the last of them is over: in a burst of changes nothing flies."""
    flights = "(times) => window.moved.filter((names) => names.includes('flight')).length === times"
    actor.page.wait_for_function(flights, arg=times)
    expect(actor.page.locator(".flight")).to_have_count(0)


def test_a_dialog_that_closes_leaves_the_board_in_reach_at_once(cast: Cast, house: House, board: Board) -> None:
    bob = cast("Bob", house, reduced_motion="no-preference").opens(board)
    bob.opens_card("Paint")
    bob.page.keyboard.press("Escape")
    bob.opens_card("Sand")
    bob.page.keyboard.press("Escape")
    expect(bob.dialog).to_be_hidden()
    bob.sees_the_truth()
