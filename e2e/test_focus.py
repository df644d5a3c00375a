"""Where the keyboard is when what had it is gone; and what one hears of others: something, and not too often."""

import itertools

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.house import Board

# Each text that the region was given, and when, by the page's own clock.
LISTEN = """() => {
  window.story.said = [];
  new MutationObserver(() => {
    const words = document.getElementById("announcer").textContent;
    if (words) window.story.said.push([performance.now(), words]);
  }).observe(document.getElementById("announcer"), { childList: true, characterData: true, subtree: true });
}"""
# A clock is not read to the millisecond.
REST = 4_000 - 2


def has_the_focus(place: Locator) -> None:
    """See the keyboard somewhere in a place."""
    expect(place.locator(":focus")).to_have_count(1)


def person_id(board: Board, name: str) -> str:
    return str(board.house.ask("person", name=name)["id"])


def test_a_column_that_others_archive_leaves_the_focus_to_the_next(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    for column, neighbour in (("Doing", "Done"), ("Done", "To do")):
        bob.column(column).locator(".column-name a").focus()
        alice.chooses(alice.column(column).locator(".column-head"), "Archive with its cards")
        expect(bob.column(column)).to_have_count(0)
        has_the_focus(bob.column(neighbour))


def test_a_card_whose_column_others_archive_leaves_it_too(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.card("Sand").locator("a").focus()
    alice.chooses(alice.column("Doing").locator(".column-head"), "Archive with its cards")
    bob.sees_no_card("Sand")
    has_the_focus(bob.column("Done"))


def test_a_button_that_other_rights_take_away_leaves_the_focus_on_the_board(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.locator(".column-new summary").focus()
    alice.gives("member.change", {"member": person_id(board, "Bob"), "role": "viewer"})
    expect(bob.page.locator(".column-new summary")).to_have_count(0)
    has_the_focus(bob.board)


def test_a_button_in_a_dialog_that_other_rights_take_away_leaves_the_focus_in_it(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.opens_card("Paint")
    bob.dialog.locator(".dialog-side button").first.focus()
    alice.gives("member.change", {"member": person_id(board, "Bob"), "role": "viewer"})
    expect(bob.dialog.locator(".dialog-side button")).to_have_count(0)
    has_the_focus(bob.dialog)


def test_of_many_changes_one_hears_first_one_and_then_in_one_go_how_many(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.evaluate(LISTEN)
    for number in range(1, 7):
        alice.adds_card("Done", f"Card {number}")
    bob.sees_count("Done", 6)
    alice.renames_board("The end")
    bob.page.wait_for_function("() => /board|changes/.test(window.story.said.at(-1)?.[1] ?? '')")
    times = [at for at, _ in bob.page.evaluate("() => window.story.said")]
    assert all(later - earlier >= REST for earlier, later in itertools.pairwise(times))
