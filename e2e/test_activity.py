"""What happened: on the board's own page, and in the dialog of a card, where it grows as one looks."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people


@two_people
def test_the_activity_tells_who_did_what_and_leads_there(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    alice.edits_title("Paint", "Paint it")
    alice.moves_by_menu("Paint it", "To the next column")
    alice.sees_the_truth()
    bob.opens(board)
    bob.opens_card("Paint it")
    bob.dialog.get_by_text("Activity").click()
    entries = bob.dialog.locator(".activity-list > li")
    expect(entries.first).to_contain_text("Alice moved Paint it from Doing to Done")
    alice.edits_title("Paint it", "Paint it red")
    expect(entries.first).to_contain_text("Alice renamed Paint it to Paint it red")
    bob.page.goto(f"{bob.url}{board.path}activity/")
    lines = bob.page.locator(".activity-list > li")
    expect(lines.first).to_contain_text("Alice renamed Paint it to Paint it red")
    expect(lines.last).to_contain_text("Alice created the board")
    lines.first.get_by_role("link", name="Paint it red").click()
    expect(bob.inside_title).to_have_text("Paint it red")
