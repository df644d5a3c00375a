"""Columns: made, renamed, archived with their cards, and brought back."""

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people


@two_people
def test_the_life_of_a_column(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.adds_column("Later")
    bob.sees_columns("To do", "Doing", "Done", "Later")
    bob.adds_card("Later", "Sail")
    alice.sees_cards("Later", "Sail")
    bob.renames_column("Later", "Some day")
    alice.sees_columns("To do", "Doing", "Done", "Some day")
    alice.chooses(alice.column("Some day").locator(".column-head"), "Archive with its cards")
    bob.sees_columns("To do", "Doing", "Done")
    alice.sees_the_truth()
    bob.sees_the_truth()

    bob.goes_to(board.path + "archive/")
    bob.page.get_by_role("button", name="Restore the column Some day").click()
    alice.sees_columns("To do", "Doing", "Done", "Some day")
    alice.sees_cards("Some day", "Sail")
    alice.sees_the_truth()
    alice.never_reloaded()


def test_a_column_that_came_live_can_be_used_at_once(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.adds_column("Later")
    alice.adds_column("Never")
    bob.sees_columns("To do", "Doing", "Done", "Later", "Never")
    bob.adds_card("Never", "Sink")
    bob.drags("Paint", "Later")
    alice.sees_cards("Later", "Paint")
    alice.sees_cards("Never", "Sink")
    alice.sees_the_truth()
    bob.sees_the_truth()
