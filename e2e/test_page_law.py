"""The page law in browsers: who was there all the time sees what a fresh page shows, after every command there is."""

from playwright.sync_api import expect

from boards.commands.registry import COMMANDS
from boards.tests.laws.samples import FAREWELL
from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people

TYPED = "What bob is writing meanwhile"


@two_people
def test_every_command_in_sequence_on_one_page(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    field = bob.starts_editing("Call", TYPED)
    field.evaluate("(field) => field.setSelectionRange(5, 8)")
    seen = set()
    index = 0
    while sample := board.house.ask("sample", board=board.id, index=index):
        if sample["verb"] == FAREWELL:
            alice.gives(sample["verb"], sample["fields"])
            expect(alice.page.locator("[data-lost='4403']")).to_be_visible()
        else:
            alice.does(sample["verb"], sample["fields"])
            alice.sees_the_truth()
        bob.sees_the_truth()
        expect(field).to_have_value(TYPED)
        assert field.evaluate("(it) => [it === document.activeElement, it.selectionStart, it.selectionEnd]") == [
            True,
            5,
            8,
        ]
        seen.add(sample["verb"])
        index += 1
    assert seen == set(COMMANDS)
    alice.never_reloaded()
    bob.never_reloaded()
