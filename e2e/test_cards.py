"""Cards: archived, brought back, deleted; and the editor of their whole text."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.mouse import box_of
from e2e.pairs import two_people


@two_people
def test_a_card_is_archived_and_comes_back_to_its_place(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.chooses(alice.card("Sand"), "Archive")
    bob.sees_cards("Doing", "Paint", "Test")
    bob.sees_count("Doing", 2)
    alice.sees_the_truth()
    alice.goes_to(board.path + "archive/")
    alice.page.get_by_role("button", name="Restore the card Sand").click()
    bob.sees_cards("Doing", "Paint", "Sand", "Test")
    bob.sees_the_truth()


@two_people
def test_a_card_is_deleted_for_good_after_a_question(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.chooses(alice.card("Sand"), "Delete …")
    alice.sees_card("Doing", "Sand")
    alice.item("Delete for good?").click()
    bob.sees_no_card("Sand")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_the_editor_of_a_card(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.chooses(bob.card("Call"), "Edit title and description")
    form = bob.page.locator('form[data-editor="edit-card"]')
    expect(form.locator("[name=title]")).to_have_value("Call")
    form.locator("[name=title]").fill("Call the harbour")
    form.locator("[name=description]").fill("Before *noon*.\n\n- berth\n- crane")
    form.get_by_role("button", name="Save").click()
    alice.sees_card("To do", "Call the harbour")
    expect(alice.card("Call the harbour").locator(".card-marks")).to_be_visible()
    alice.sees_the_truth()
    bob.sees_the_truth()

    alice.card("Call the harbour").locator("a").click()
    expect(alice.page.locator(".prose em")).to_have_text("noon")
    expect(alice.page.locator(".prose li")).to_have_text(["berth", "crane"])


def test_an_editor_that_was_cancelled_keeps_what_was_typed(alice: Actor, board: Board) -> None:
    alice.opens(board)
    field = alice.starts_editing("Paint", "Paint the hull")
    field.press("Escape")
    expect(field).to_have_count(0)
    alice.sees_card("Doing", "Paint")
    alice.chooses(alice.card("Paint"), "Edit the title")
    expect(field).to_have_value("Paint the hull")
    field.press("Enter")
    alice.sees_the_truth()
    assert "Paint the hull" in board.columns()["Doing"]


def test_hostile_words_stay_words(alice: Actor, bob: Actor, board: Board) -> None:
    words = '<img src=x onerror="window.story.stayed = 0"><hx-remove data-id="card-1"></hx-remove>'
    alice.opens(board)
    bob.opens(board)
    alice.adds_card("Done", words)
    bob.sees_cards("Done", words)
    alice.renames_column("Done", words)
    bob.sees_columns("To do", "Doing", words)
    for actor in (alice, bob):
        actor.sees_the_truth()
        actor.never_reloaded()


@two_people
def test_a_pasted_list_becomes_a_card_for_each_line(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.column("Done").locator(".add-card").click()
    title = bob.column("Done").get_by_label("Title of the new card")
    title.fill("- Varnish\n- [ ] Launch\n\n3. Float")
    bob.column("Done").get_by_role("button", name="Add 3 cards").click()
    alice.sees_cards("Done", "Varnish", "Launch", "Float")
    # There is room for the next one, and a single line is a single card.
    expect(title).to_be_focused()
    expect(title).to_have_value("")
    title.fill("Celebrate")
    expect(bob.column("Done").locator("[data-lines]")).to_be_hidden()
    bob.page.keyboard.press("Enter")
    alice.sees_cards("Done", "Varnish", "Launch", "Float", "Celebrate")
    bob.sees_the_truth()


def test_a_list_longer_than_anybody_reads_is_not_made_into_cards(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.column("Done").locator(".add-card").click()
    title = alice.column("Done").get_by_label("Title of the new card")
    title.fill("\n".join(str(number) for number in range(101)))
    expect(alice.column("Done").get_by_role("button", name="At most 100 cards at once")).to_be_disabled()
    title.fill("\n".join(str(number) for number in range(100)))
    alice.column("Done").get_by_role("button", name="Add 100 cards").click()
    alice.is_saved()
    expect(alice.column("Done").locator(".card[data-order]")).to_have_count(100)
    alice.sees_the_truth()


def test_a_double_click_where_a_column_is_empty_makes_room_for_a_card(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    box = box_of(bob.column("Done"))
    bob.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] - 20)
    expect(bob.column("Done").get_by_label("Title of the new card")).to_be_focused()
    bob.page.keyboard.type("Float")
    bob.page.keyboard.press("Enter")
    alice.sees_card("Done", "Float")
    # On a tile it is a click, twice.
    bob.page.keyboard.press("Escape")
    bob.card("Float").dblclick()
    expect(bob.inside_title).to_have_text("Float")
    expect(bob.page.locator(".columns form.editor")).to_have_count(0)
