"""What was typed and not sent is kept, and offered again where it was typed."""

import re

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board
from e2e.pairs import two_people
from e2e.places import visit
from e2e.test_outbox import keeps


def reopens(actor: Actor, board: Board) -> None:
    """Come back after a crash: the tab goes without a word."""
    actor.page.close(run_before_unload=False)
    actor.comes_back()
    actor.opens(board)


@two_people
def test_an_editor_that_was_open_at_a_crash_opens_again_with_its_text(alice: Actor, bob: Actor, board: Board) -> None:
    bob.opens(board)
    bob.starts_editing("Paint", "Paint it bl")
    keeps(bob, "drafts", 1)
    reopens(bob, board)
    field = bob.editor(bob.card("Paint")).locator("textarea")
    expect(field).to_have_value("Paint it bl")
    field.fill("Paint it blue")
    field.press("Enter")
    alice.opens(board)
    alice.sees_card("Doing", "Paint it blue")
    keeps(bob, "drafts", 0)
    bob.sees_the_truth()


@two_people
def test_an_edit_by_another_meanwhile_is_a_conflict_and_no_loss(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.starts_editing("Paint", "Paint it blue")
    keeps(bob, "drafts", 1)
    bob.page.close(run_before_unload=False)
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    bob.comes_back()
    bob.opens(board)
    field = bob.editor(bob.card("Paint it red")).locator("textarea")
    expect(field).to_have_value("Paint it blue")
    field.press("Enter")
    expect(bob.page.locator(".refusal .theirs")).to_have_text("Paint it red")


def test_a_text_that_was_left_with_escape_waits_on_its_tile(bob: Actor, board: Board) -> None:
    bob.opens(board)
    field = bob.starts_editing("Paint", "Paint it blue")
    field.press("Escape")
    expect(bob.card("Paint").get_by_role("button", name="Draft")).to_be_visible()
    reopens(bob, board)
    mark = bob.card("Paint").get_by_role("button", name="Draft")
    # It was closed, so it stays closed, and waits.
    expect(bob.editor(bob.card("Paint"))).to_have_count(0)
    mark.click()
    expect(bob.editor(bob.card("Paint")).locator("textarea")).to_have_value("Paint it blue")
    expect(mark).to_have_count(0)
    bob.page.get_by_role("button", name="Discard").click()
    expect(bob.editor(bob.card("Paint")).locator("textarea")).to_have_value("Paint")
    keeps(bob, "drafts", 0)
    bob.page.keyboard.press("Escape")
    bob.sees_the_truth()


@two_people
def test_a_description_and_a_new_card_and_a_column_come_back_where_they_were(
    alice: Actor, bob: Actor, board: Board
) -> None:
    bob.opens(board)
    bob.page.locator(".column-new summary").click()
    bob.page.locator(".column-new input[name=name]").fill("Half a na")
    bob.column("Done").locator(".add-card").click()
    bob.editor(bob.column("Done")).locator("textarea").fill("Half a ti")
    keeps(bob, "drafts", 2)
    bob.opens_card("Paint")
    bob.dialog.get_by_role("button", name="Edit", exact=True).click()
    bob.dialog.locator("textarea[name=description]").fill("Half a tho")
    keeps(bob, "drafts", 3)
    address = bob.page.url
    bob.page.close(run_before_unload=False)
    bob.comes_back()
    visit(bob.page, address)
    bob.is_live()
    expect(bob.dialog.locator("textarea[name=description]")).to_have_value("Half a tho")
    expect(bob.editor(bob.column("Done")).locator("textarea")).to_have_value("Half a ti")
    expect(bob.page.locator(".column-new input[name=name]")).to_have_value("Half a na")


def test_the_draft_of_a_card_that_is_gone_is_offered_to_be_copied(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.starts_editing("Paint", "A thought that took me an hour")
    keeps(bob, "drafts", 1)
    bob.page.close(run_before_unload=False)
    alice.chooses(alice.card("Paint"), "Delete …", "Delete for good?")
    alice.sees_the_truth()
    bob.comes_back()
    bob.opens(board)
    expect(bob.notices.locator("textarea")).to_have_value("A thought that took me an hour")
    bob.notices.get_by_role("button", name="Dismiss").click()
    keeps(bob, "drafts", 0)


def test_two_tabs_that_write_at_the_same_place_keep_both_texts(cast: Cast, board: Board) -> None:
    bob = cast("Bob", board.house).opens(board)
    other = bob.another_tab().opens(board)
    bob.starts_editing("Paint", "One thought")
    other.starts_editing("Paint", "Another thought")
    keeps(bob, "drafts", 2)
    other.page.close(run_before_unload=False)
    reopens(bob, board)
    # One opens again, whichever; the other one waits for its turn.
    editor = bob.editor(bob.card("Paint")).locator("textarea")
    expect(editor).to_have_value(re.compile("One thought|Another thought"))
    first = editor.input_value()
    expect(bob.card("Paint").get_by_role("button", name="Draft")).to_have_count(1)
    bob.page.get_by_role("button", name="Discard").click()
    editor.press("Escape")
    bob.card("Paint").get_by_role("button", name="Draft").click()
    expect(editor).to_have_value("One thought" if first == "Another thought" else "Another thought")
