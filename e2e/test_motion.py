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


# Writes down how whatever is animated by script looks on its way.
KEYFRAMES = """() => {
  window.looks = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (keyframes, options) {
    window.looks.push(JSON.stringify(keyframes));
    return animate.call(this, keyframes, options);
  };
}"""

# The colour of somebody's lines, by the class of their face.
COLOUR = """(face) => {
  const probe = document.createElement("i");
  probe.className = face.className;
  document.body.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue("--person");
  probe.remove();
  // As it stands in what is written down.
  return JSON.stringify(colour).slice(1, -1);
}"""

# Writes down whatever a style sheet moves: transitions, and animations that last.
STYLES = """() => {
  window.ran = [];
  document.addEventListener("transitionrun", ({ target, propertyName }) =>
    window.ran.push(`${target.className}: ${propertyName}`));
  document.addEventListener("animationstart", ({ animationName }) => {
    for (const animation of document.getAnimations())
      if (animation.effect.getComputedTiming().duration > 1) window.ran.push(animationName);
  });
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


def test_a_new_card_settles_and_glows_in_the_colour_of_whoever_made_it(
    alice: Actor, cast: Cast, house: House, board: Board
) -> None:
    bob = cast("Bob", house, reduced_motion="no-preference").opens(board)
    alice.opens(board)
    colour = bob.faces.filter(has_text="A").evaluate(COLOUR)
    bob.page.evaluate(KEYFRAMES)
    alice.adds_card("Done", "Sail")
    bob.page.wait_for_function("() => window.looks.some((look) => look.includes('scale'))")
    bob.page.wait_for_function("(colour) => window.looks.some((look) => look.includes(colour))", arg=colour)
    bob.sees_the_truth()


def test_nothing_moves_for_whoever_does_not_want_it(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.page.evaluate(STYLES)
    alice.card("Pack").hover()
    alice.chooses(alice.card("Pack"))
    alice.page.keyboard.press("Escape")
    alice.drags("Call", "Done")
    expect(alice.offer).to_be_visible()
    alice.opens_card("Paint")
    alice.page.keyboard.press("Escape")
    alice.page.get_by_role("button", name="What to do with this board").click()
    alice.page.get_by_role("menuitem", name="Background").click()
    expect(alice.page.get_by_role("region", name="Background")).to_be_visible()
    assert alice.page.evaluate("() => window.ran") == []
