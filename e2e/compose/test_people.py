"""Two people through the proxy: each has a process of their own behind it, and neither can tell."""

from e2e.compose.conftest import Pair
from e2e.compose.deployment import Deployment


def test_what_one_does_appears_with_the_other_through_two_processes(pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    # Each process that has somebody on this board listens for it once: the proxy has spread the two.
    channel = f"board.{board.id.replace('-', '')}"
    listening = office.runs("redis", "redis-cli", "pubsub", "channels", f"*{channel}*")
    assert listening, "nobody listens"
    assert office.runs("redis", "redis-cli", "pubsub", "numsub", listening).split()[-1] == "2"
    alice.adds_card("To do", "Paint", "Sand")
    bob.sees_cards("To do", "Paint", "Sand")
    bob.drags("Paint", "Done")
    alice.sees_cards("Done", "Paint")
    field = alice.starts_editing("Sand", "Sand it twi")
    bob.edits_title("Paint", "Paint it red")
    alice.sees_cards("Done", "Paint it red")
    assert field.input_value() == "Sand it twi"
    field.press("Enter")
    bob.sees_cards("To do", "Sand it twi")
    for actor in (alice, bob):
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.cards("Done") == ["Paint it red"]
