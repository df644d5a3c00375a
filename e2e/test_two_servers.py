"""Two server processes behind one Redis and one PostgreSQL: alice on one, bob on the other."""

import pytest

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

type Pair = tuple[Actor, Actor, Board]


@pytest.fixture
def pair(cast: Cast, cluster: House, engine: str) -> Pair:
    """Give alice and bob on one board, each at a server of their own."""
    board = cluster.board()
    alice, bob = cast("Alice", cluster, server=0), cast("Bob", cluster, server=1, engine=engine)
    return alice.opens(board), bob.opens(board), board


@two_people
def test_edits_reach_the_other_server(pair: Pair) -> None:
    alice, bob, board = pair
    alice.edits_title("Paint", "Paint it red")
    bob.sees_card("Doing", "Paint it red")
    bob.drags("Paint it red", "Done")
    alice.sees_cards("Done", "Paint it red")
    alice.adds_card("Done", "Varnish", "Launch")
    bob.sees_cards("Done", "Paint it red", "Varnish", "Launch")
    for actor in (alice, bob):
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.columns()["Done"] == ["Paint it red", "Varnish", "Launch"]


@two_people
def test_both_move_the_same_cards_at_once_through_both_servers(pair: Pair) -> None:
    alice, bob, board = pair
    todo, doing = (str(alice.column(name).get_attribute("id")).removeprefix("column-") for name in ("To do", "Doing"))
    for tile in alice.board.locator(".card").all():
        move = {"card": str(tile.get_attribute("id")).removeprefix("card-"), "after": ""}
        alice.gives("card.move", {**move, "column": todo})
        bob.gives("card.move", {**move, "column": doing})
    alice.sees_the_truth()
    bob.sees_the_truth()
    assert sum(map(len, board.columns().values())) == 6


def test_one_server_dies_and_the_other_one_goes_on(pair: Pair, cluster: House) -> None:
    alice, bob, _board = pair
    bob.may_lose_the_server()
    cluster.servers[1].kill()
    alice.edits_title("Paint", "Paint it red")
    bob.adds_card("Done", "Written meanwhile")
    alice.sees_the_truth()
    cluster.servers[1].start()
    bob.is_live()
    bob.sees_card("Doing", "Paint it red")
    alice.sees_cards("Done", "Written meanwhile")
    alice.sees_the_truth()
    bob.sees_the_truth()
