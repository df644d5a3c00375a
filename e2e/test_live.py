"""What one person does appears at once with the other, and nowhere else."""

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people


@two_people
def test_a_title_that_bob_sees(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.edits_title("Paint", "Paint the hull")
    bob.sees_card("Doing", "Paint the hull")
    bob.sees_no_card("Paint")
    bob.edits_title("Paint the hull", "Paint <b>everything</b> & more")
    alice.sees_card("Doing", "Paint <b>everything</b> & more")
    for actor in (alice, bob):
        actor.sees_the_truth()
        actor.never_reloaded()


@two_people
def test_cards_are_added_many_in_a_row_with_enter(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.adds_card("Done", "Hull", "Mast", "Sail")
    bob.sees_cards("Done", "Hull", "Mast", "Sail")
    bob.sees_count("Done", 3)
    # The editor stays open for the next one.
    assert alice.page.evaluate("() => document.activeElement.name") == "title"
    alice.sees_the_truth()
    bob.sees_the_truth()
    assert board.columns()["Done"] == ["Hull", "Mast", "Sail"]


@two_people
def test_the_name_of_the_board_changes_for_everybody(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.renames_board("Ship")
    for actor in (alice, bob):
        actor.page.locator("h1.board-name", has_text="Ship").wait_for()
        actor.sees_the_truth()


def test_people_on_another_board_get_nothing(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    bob = cast("Bob", house).opens(house.board())
    alice.opens(board)
    alice.edits_title("Paint", "Paint the hull")
    alice.sees_card("Doing", "Paint the hull")
    # A change of his own comes after hers: what was to come has come by then.
    bob.edits_title("Sand", "Sand twice")
    bob.sees_the_truth()
    bob.sees_cards("Doing", "Paint", "Sand twice", "Test")
    assert bob.page.evaluate("() => window.story.heard.filter((kind) => kind === 'frame').length") == 1


def test_all_ends_of_a_title_are_met(alice: Actor, board: Board) -> None:
    alice.opens(board)
    field = alice.starts_editing("Paint", "x" * 501)
    field.press("Enter")
    hint = alice.page.get_by_text("1 characters too many")
    hint.wait_for()
    field.fill("   ")
    field.press("Enter")
    alice.sees_card("Doing", "Paint")
    field.fill("x" * 500)
    field.press("Enter")
    alice.sees_card("Doing", "x" * 500)
    alice.sees_the_truth()
