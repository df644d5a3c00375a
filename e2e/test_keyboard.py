"""Everything with the keyboard alone."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people

FOCUS = "() => document.activeElement"


def tabs_to(actor: Actor, what: str, *, most: int = 80) -> None:
    """Press Tab until the focus is on an element of a selector."""
    for _ in range(most):
        actor.page.keyboard.press("Tab")
        if actor.page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"Tab never came to {what}")


@two_people
def test_tab_comes_to_every_control(bob: Actor, board: Board) -> None:
    bob.opens(board)
    wanted = bob.page.evaluate(
        """() => Array.from(document.querySelectorAll("main a, main button, main summary, header a, header button"))
             .filter((element) => element.checkVisibility() && !element.closest("[popover]"))
             .map((element) => { element.dataset.story = "wanted"; return element.outerHTML; }).length"""
    )
    for _ in range(wanted + 10):
        bob.page.keyboard.press("Tab")
        bob.page.evaluate("() => document.activeElement.removeAttribute('data-story')")
    assert bob.page.evaluate("() => Array.from(document.querySelectorAll('[data-story]'), (it) => it.outerHTML)") == []


@two_people
def test_a_card_is_moved_and_edited_without_a_mouse(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    keys = bob.page.keyboard
    paint = f"#{bob.card('Paint').get_attribute('id')}"
    tabs_to(bob, f"{paint} .trigger")
    keys.press("Enter")
    expect(bob.item("Edit the title")).to_be_focused()
    keys.press("ArrowUp")
    expect(bob.item("Delete …")).to_be_focused()
    keys.press("ArrowDown")
    for _ in range(4):
        keys.press("ArrowDown")
    expect(bob.item("Move up")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Enter")
    alice.sees_cards("Doing", "Sand", "Paint", "Test")
    # The focus stays with the card, wherever it went.
    bob.sees_the_truth()
    expect(bob.page.locator(f"{paint} .trigger")).to_be_focused()
    keys.press("Enter")
    keys.press("Escape")
    expect(bob.menu).to_have_count(0)
    expect(bob.page.locator(f"{paint} .trigger")).to_be_focused()

    keys.press("e")
    expect(bob.page.locator(f"{paint} textarea")).to_be_focused()
    keys.type(" the hull")
    keys.press("Enter")
    alice.sees_card("Doing", "Paint the hull")
    bob.sees_the_truth()
    expect(bob.page.locator(f"{paint} .card-title a")).to_be_focused()


def test_cards_are_added_without_a_mouse(alice: Actor, board: Board) -> None:
    alice.opens(board)
    keys = alice.page.keyboard
    tabs_to(alice, f"#{alice.column('Done').get_attribute('id')} .add-card")
    keys.press("Enter")
    for title in ("Varnish", "Launch"):
        keys.type(title)
        keys.press("Enter")
    keys.press("Escape")
    expect(alice.column("Done").locator(".add-card")).to_be_focused()
    alice.sees_the_truth()
    assert board.columns()["Done"] == ["Varnish", "Launch"]


@two_people
def test_the_focus_goes_to_a_neighbour_when_its_card_is_removed(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    keys = bob.page.keyboard
    tabs_to(bob, f"#{bob.card('Sand').get_attribute('id')} .trigger")
    keys.press("Enter")
    for _ in range(2):
        keys.press("ArrowUp")
    expect(bob.item("Archive")).to_be_focused()
    keys.press("Enter")
    bob.sees_cards("Doing", "Paint", "Test")
    expect(bob.card("Test").locator(".trigger")).to_be_focused()
    # Nothing comes after the last one; and somebody else removes it, under an open menu.
    keys.press("Enter")
    expect(bob.item("Edit the title")).to_be_focused()
    alice.chooses(alice.card("Test"), "Archive")
    bob.sees_cards("Doing", "Paint")
    expect(bob.menu).to_have_count(0)
    expect(bob.card("Paint").locator(".trigger")).to_be_focused()
    alice.chooses(alice.card("Paint"), "Delete …", "Delete for good?")
    expect(bob.column("Doing").locator(".column-name a")).to_be_focused()
    bob.sees_the_truth()


@two_people
def test_what_others_do_is_announced(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.edits_title("Paint", "Paint it red")
    announcer = bob.page.locator("#announcer")
    expect(announcer).to_have_text("Alice edited “Paint it red”.")
    alice.moves_by_menu("Paint it red", "To the next column")
    expect(announcer).to_have_text("Alice moved “Paint it red” to Done.")
    alice.chooses(alice.card("Sand"), "Delete …", "Delete for good?")
    expect(announcer).to_have_text("Alice deleted “Sand”.")
