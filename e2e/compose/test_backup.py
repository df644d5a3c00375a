"""A backup is worth something once it has been restored: what docs/deployment.md says, to the letter."""

from playwright.sync_api import expect

from e2e.compose.conftest import Pair
from e2e.compose.deployment import Deployment


def test_a_backup_brings_the_boards_back_even_where_they_are_open(pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    alice.adds_card("To do", "Paint", "Sand")
    alice.is_saved()
    office.follow("Backups")
    alice.edits_title("Paint", "A mistake")
    bob.adds_card("Done", "Another mistake")
    bob.sees_cards("To do", "A mistake", "Sand")
    alice.is_saved()
    bob.is_saved()
    office.follow("Restoring")
    for actor in (alice, bob):
        actor.sees_cards("To do", "Paint", "Sand")
        actor.sees_cards("Done")
        expect(actor.sign).to_have_attribute("data-state", "live")
        actor.sees_the_truth()
    # And work goes on from there.
    bob.adds_card("Done", "Varnish")
    alice.sees_cards("Done", "Varnish")
    assert board.cards("Done") == ["Varnish"]
