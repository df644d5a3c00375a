"""Dragging by keyboard: picked up, carried, put down or left, and said aloud, whatever others do meanwhile."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people


def presses(actor: Actor, *keys: str) -> None:
    for key in keys:
        actor.page.keyboard.press(key)


@two_people
def test_a_card_is_carried_within_and_between_columns(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.card("Pack").locator("a").focus()
    presses(bob, "Space")
    expect(bob.voice).to_contain_text("“Pack” picked up, place 1 of 3 in To do.")
    presses(bob, "ArrowDown")
    expect(bob.voice).to_have_text("place 2 of 3 in To do")
    expect(alice.card("Pack").locator(".here")).to_have_text("Bob is moving this")
    # Letters do nothing meanwhile.
    presses(bob, "e", "F2", "End", "ArrowRight")
    expect(bob.voice).to_have_text("place 3 of 4 in Doing")
    expect(bob.page.locator("form.editor[data-editor]")).to_have_count(0)
    presses(bob, "Home", "Space")
    expect(bob.voice).to_have_text("“Pack” put down, place 1 of 4 in Doing.")
    alice.sees_cards("Doing", "Pack", "Paint", "Sand", "Test")
    expect(bob.card("Pack").locator("a")).to_be_focused()
    bob.sees_the_truth()
    # Left where it was: nothing is sent.
    for keys in (("Escape",), ("Space",), ("ArrowDown", "ArrowUp", "Enter"), ("ArrowRight", "Tab")):
        bob.card("Sand").locator("a").focus()
        presses(bob, "Space", *keys)
        expect(bob.voice).to_have_text("“Sand” left where it was.")
    bob.sees_the_truth()
    assert board.times_done("card.move") == 1
    alice.sees_the_truth()


@two_people
def test_a_column_is_carried(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.column("To do").locator(".column-name a").focus()
    presses(bob, "Space", "ArrowRight", "ArrowRight")
    expect(bob.voice).to_have_text("place 3 of 3")
    presses(bob, "Enter")
    alice.sees_columns("Doing", "Done", "To do")
    bob.sees_the_truth()


@two_people
def test_what_arrives_meanwhile_moves_the_place_along_and_steals_nothing(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.card("Pack").locator("a").focus()
    presses(bob, "Space", "ArrowRight", "End")
    expect(bob.voice).to_have_text("place 4 of 4 in Doing")
    presses(bob, "ArrowUp")
    # Behind "Sand" that is, wherever "Sand" goes in this column.
    alice.drags("Test", "Doing", first=True)
    alice.edits_title("Pack", "Pack it")
    alice.adds_card("Doing", "Varnish")
    bob.sees_cards("Doing", "Test", "Paint", "Sand", "Varnish")
    presses(bob, "Space")
    alice.sees_cards("Doing", "Test", "Paint", "Sand", "Pack it", "Varnish")
    bob.sees_the_truth()
    # Somebody takes away the column that it is held over, then the card itself.
    bob.card("Call").locator("a").focus()
    presses(bob, "Space", "ArrowRight")
    alice.chooses(alice.column("Doing").locator(".column-head"), "Archive with its cards")
    expect(bob.voice).to_have_text(
        "Somebody took that column off the board. “Call” is still in your hands, place 1 of 2 in To do."
    )
    presses(bob, "ArrowRight")
    expect(bob.voice).to_have_text("place 1 of 1 in Done")
    alice.chooses(alice.card("Call"), "Archive")
    bob.sees_no_card("Call")
    expect(bob.voice).to_have_text("What you were holding is not on the board any more: somebody took it off.")
    presses(bob, "Space")
    bob.sees_the_truth()
    alice.sees_the_truth()


def test_a_key_that_is_held_down_neither_puts_down_nor_picks_up_again(bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.card("Pack").locator("a").focus()
    # Down again without an up between: that is how a key repeats.
    for _ in range(3):
        bob.page.keyboard.down("Space")
    expect(bob.voice).to_contain_text("“Pack” picked up")
    expect(bob.board.locator(".is-lifted")).to_have_count(1)
    bob.page.keyboard.up("Space")
    presses(bob, "ArrowRight")
    for _ in range(3):
        bob.page.keyboard.down("Space")
    bob.page.keyboard.up("Space")
    bob.sees_cards("Doing", "Pack", "Paint", "Sand", "Test")
    expect(bob.board.locator(".is-lifted")).to_have_count(0)
    bob.sees_the_truth()


def test_a_hold_ends_where_the_focus_is_lost(bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.card("Pack").locator("a").focus()
    presses(bob, "Space", "ArrowDown")
    bob.page.evaluate("() => document.activeElement.blur()")
    expect(bob.voice).to_have_text("“Pack” left where it was.")
    expect(bob.board.locator(".is-lifted, .drop-gap")).to_have_count(0)


def test_a_card_that_is_on_its_way_is_carried_on_from_where_it_shows(bob: Actor, board: Board) -> None:
    bob.opens(board).may_lose_the_server()
    bob.context.set_offline(True)
    bob.is_offline()
    bob.card("Pack").locator("a").focus()
    presses(bob, "Space", "ArrowRight", "Space")
    expect(bob.pending_card("Pack").locator("a")).to_be_focused()
    presses(bob, "Space")
    expect(bob.voice).to_contain_text("“Pack” picked up, place 1 of 4 in Doing.")
    presses(bob, "End")
    expect(bob.voice).to_have_text("place 4 of 4 in Doing")
    presses(bob, "Space")
    bob.context.set_offline(False)
    bob.is_live().sees_cards("Doing", "Paint", "Sand", "Test", "Pack")
    bob.sees_the_truth()


@two_people
def test_whoever_may_only_look_any_more_is_told_why_the_hold_ends(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.card("Pack").locator("a").focus()
    presses(bob, "Space", "ArrowRight")
    alice.gives("member.change", {"member": board.house.ask("person", name="Bob")["id"], "role": "viewer"})
    expect(bob.voice).to_have_text("You may only look at this board now. What you were holding stays where it was.")
    assert board.times_done("card.move") == 0
