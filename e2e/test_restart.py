"""The server goes away and comes back: what was done meanwhile waits, and arrives exactly once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.server import Server


@pytest.fixture
def server(house: House) -> Iterator[Server]:
    """Give the server, to be ended; for the next story it is there again."""
    yield house.servers[0]
    house.servers[0].start()


@two_people
@pytest.mark.parametrize("how", ["kill", "stop"])
def test_a_restart_loses_nothing(how: str, alice: Actor, bob: Actor, board: Board, server: Server) -> None:
    alice.may_lose_the_server().opens(board)
    bob.may_lose_the_server().opens(board)
    getattr(server, how)()
    bob.adds_card("Done", "Written in a tunnel", "And another one")
    bob.edits_title("Sand", "Sand twice")
    expect(bob.pending_card("Written in a tunnel")).to_be_visible()
    expect(bob.total).to_have_text("3 changes are waiting")
    server.start()
    for actor in (alice, bob):
        actor.is_live()
        actor.sees_cards("Done", "Written in a tunnel", "And another one")
        actor.sees_cards("Doing", "Paint", "Sand twice", "Test")
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.times_done("card.create") == 2
    assert board.times_done("card.edit") == 1


def test_what_was_done_but_not_acknowledged_is_done_once(alice: Actor, board: Board, server: Server) -> None:
    alice.may_lose_the_server().opens(board)
    # The server commits and dies before its answer, and the frame, are heard.
    alice.page.evaluate("() => Object.assign(window.story.lose, { ack: 1, frame: 1 })")
    alice.adds_card("Done", "Once")
    alice.page.wait_for_function("() => window.story.lost === 2")
    expect(alice.pending_card("Once")).to_be_visible()
    server.kill()
    server.start()
    alice.is_live()
    alice.sees_cards("Done", "Once")
    alice.sees_the_truth()
    assert board.times_done("card.create") == 1
    assert board.columns()["Done"] == ["Once"]


def test_a_draft_survives_a_restart(alice: Actor, board: Board, server: Server) -> None:
    alice.may_lose_the_server().opens(board)
    field = alice.starts_editing("Paint", "Paint it blue")
    server.kill()
    expect(alice.sign).not_to_have_attribute("data-state", "live")
    server.start()
    alice.is_live()
    expect(field).to_have_value("Paint it blue")
    expect(field).to_be_focused()
    field.press("Enter")
    alice.sees_the_truth()
    assert "Paint it blue" in board.columns()["Doing"]
