"""Edits that arrive while somebody types, or holds a card: nothing is lost, nothing jumps."""

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people

CARET = "(field) => [document.activeElement === field, field.selectionStart, field.selectionEnd]"


def has_caret_at(field: Locator, start: int, end: int) -> None:
    """The field has the focus, and the selection is where it was put."""
    assert field.evaluate(CARET) == [True, start, end]


@two_people
def test_an_edit_of_the_same_card_leaves_the_text_and_becomes_a_conflict(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Paint", "Paint it blue")
    field.evaluate("(field) => field.setSelectionRange(2, 5)")
    alice.edits_title("Paint", "Paint it red")
    bob.sees_card("Doing", "Paint it red")
    alice.moves_by_menu("Paint it red", "To the next column")
    bob.sees_card("Done", "Paint it red")
    expect(field).to_have_value("Paint it blue")
    has_caret_at(field, 2, 5)

    # Both are kept, and the author chooses.
    field.press("Enter")
    expect(bob.page.locator(".refusal .theirs")).to_have_text("Paint it red")
    kept = bob.editor(bob.card("Paint it red")).locator("textarea")
    expect(kept).to_have_value("Paint it blue")
    alice.sees_card("Done", "Paint it red")
    kept.press("Enter")
    alice.sees_card("Done", "Paint it blue")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_edits_of_other_cards_leave_what_is_typed_alone(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Paint", "Paint it blue")
    field.evaluate("(field) => field.setSelectionRange(3, 3)")
    alice.edits_title("Sand", "Sand twice")
    alice.adds_card("Doing", "Varnish")
    alice.drags("Test", "Doing", first=True)
    bob.sees_cards("Doing", "Test", "Paint", "Sand twice", "Varnish")
    expect(field).to_have_value("Paint it blue")
    has_caret_at(field, 3, 3)
    field.press("Enter")
    alice.sees_card("Doing", "Paint it blue")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_the_text_of_a_card_that_is_removed_is_kept(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.starts_editing("Paint", "A thought that took me an hour")
    alice.chooses(alice.card("Paint"), "Archive")
    bob.sees_no_card("Paint")
    expect(bob.notices.locator("textarea")).to_have_value("A thought that took me an hour")
    bob.notices.get_by_role("button", name="Dismiss").click()
    bob.sees_the_truth()


@two_people
def test_a_drag_survives_what_arrives(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.takes(bob.card("Paint"))
    bob.carries("Done")
    alice.edits_title("Paint", "Paint it red")
    alice.adds_card("Done", "Name it")
    alice.moves_by_menu("Paint it red", "To the previous column")
    bob.sees_card("To do", "Paint it red")
    expect(bob.ghost).to_be_visible()
    bob.carries("Done", after="Name it")
    bob.lets_go()
    alice.sees_cards("Done", "Name it", "Paint it red")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_a_card_removed_under_the_hand_ends_the_drag_with_a_word(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.takes(bob.card("Paint"))
    bob.carries("Done")
    alice.chooses(alice.card("Paint"), "Archive")
    expect(bob.ghost).to_have_count(0)
    expect(bob.notices).to_contain_text("What you were holding is not on the board any more: somebody took it off.")
    bob.page.mouse.up()
    bob.sees_the_truth()
    assert board.times_done("card.move") == 0


@two_people
def test_whoever_takes_the_others_text_finds_her_own_among_the_versions(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Paint", "Paint it blue")
    alice.edits_title("Paint", "Paint it red")
    bob.sees_card("Doing", "Paint it red")
    field.press("Enter")
    bob.page.get_by_role("button", name="Take theirs").click()
    expect(bob.page.locator(".refusal")).to_have_count(0)
    bob.sees_the_truth()
    bob.opens_card("Paint it red")
    bob.dialog.get_by_text("Versions").click()
    versions = bob.dialog.locator(".version")
    expect(versions.first).to_contain_text("Bob wrote this title and chose another")
    # It is one click away still.
    versions.first.get_by_role("button", name="Restore").click()
    expect(bob.inside_title).to_have_text("Paint it blue")
    alice.sees_card("Doing", "Paint it blue")
    expect(versions.first).to_contain_text("Now")


@two_people
def test_two_people_write_at_different_places_of_a_description(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.describes("Paint", "- hull\n- mast\n- deck")
    bob.opens_card("Paint")
    expect(bob.dialog.locator(".inside-text li")).to_have_count(3)
    bob.dialog.get_by_role("button", name="Edit", exact=True).click()
    field = bob.dialog.locator("textarea[name=description]")
    field.fill("- hull\n- mast\n- deck\n- name")
    alice.describes("Paint", "- hull, twice\n- mast\n- deck")
    expect(bob.dialog.locator(".inside-text li").first).to_have_text("hull, twice")
    field.press("Control+Enter")
    expect(bob.dialog.locator(".inside-text li")).to_have_text(["hull, twice", "mast", "deck", "name"])
    alice.sees_the_truth()


@two_people
def test_two_hundred_keys_stay_while_somebody_else_edits_the_same_card(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Paint", "")
    title = "Paint"
    for turn in range(10):
        bob.page.keyboard.type(f"{turn:02} twenty keys in all")
        alice.edits_title(title, title := f"Paint {turn}")
        bob.sees_card("Done" if turn > 5 else "Doing", title)
        if turn == 5:
            alice.moves_by_menu(title, "To the next column")
    typed = "".join(f"{turn:02} twenty keys in all" for turn in range(10))
    assert len(typed) >= 200
    expect(field).to_have_value(typed)
    has_caret_at(field, len(typed), len(typed))


def test_a_word_that_is_being_composed_stays_while_somebody_else_edits_the_same_card(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Paint", "Paint ")
    keyboard = bob.context.new_cdp_session(bob.page)
    for part in ("k", "き", "きょ", "きょう"):
        keyboard.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    field.evaluate(
        "(field) => { field.dataset.ended = ''; field.oncompositionend = () => { field.dataset.ended += 'x'; }; }"
    )
    alice.edits_title("Paint", "Paint it red")
    alice.moves_by_menu("Paint it red", "To the next column")
    bob.sees_card("Done", "Paint it red")
    # Neither ended nor doubled: the word is still in the making, and is taken when he is done with it.
    expect(field).to_have_value("Paint きょう")
    expect(field).to_have_attribute("data-ended", "")
    keyboard.send("Input.insertText", {"text": "今日"})
    expect(field).to_have_value("Paint 今日")
    expect(field).to_be_focused()
