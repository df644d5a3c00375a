"""Fixtures: a deployment in an office, one on the internet, and two people on a board of theirs."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from playwright.sync_api import Error

from e2e.actors import Actor
from e2e.axe import Inspector
from e2e.browsers import Browsers
from e2e.casting import Casting
from e2e.compose.deployment import Deployment, deployed
from tooling.engine import problem


@dataclass
class Board:
    """A board of one story's own."""

    path: str
    deployment: Deployment

    @property
    def id(self) -> str:
        """Its id."""
        return self.path.split("/")[2]

    def cards(self, column: str) -> list[str]:
        """Return the titles of a column's cards in the database, in order."""
        query = f"""SELECT card.title FROM boards_card AS card JOIN boards_column AS place ON place.id = card.column_id
            WHERE place.board_id = '{self.id}' AND place.name = '{column}' ORDER BY card.order"""
        return self._asks(query)

    def times_done(self, command: str) -> int:
        """Return how often a command took effect."""
        query = f"SELECT count(*) FROM boards_change WHERE board_id = '{self.id}' AND command = '{command}'"
        return int(self._asks(query)[0])

    def _asks(self, query: str) -> list[str]:
        words = ("psql", "--username", "liveboard", "--no-align", "--tuples-only", "--command", query)
        return self.deployment.runs("postgres", *words).splitlines()


type Pair = tuple[Actor, Actor, Board]


@pytest.fixture(scope="session", autouse=True)
def docker_engine() -> None:
    """Say what is missing, instead of failing at the first command."""
    if missing := problem():
        pytest.fail(missing)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Give a deployment with nothing filled in but free ports."""
    with deployed(tmp_path_factory.mktemp("office")) as deployment:
        yield deployment


@pytest.fixture(scope="session")
def internet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Give a deployment with HTTPS; the certificate is Caddy's own, as for every local name."""
    settings = {"LIVEBOARD_URL": "https://localhost:{https}"}
    with deployed(tmp_path_factory.mktemp("internet"), **settings) as deployment:
        yield deployment


@pytest.fixture
def casting(browsers: Browsers, inspector: Inspector, request: pytest.FixtureRequest) -> Iterator[Casting]:
    """Give people: each of them, and the deployment, fails the story by a complaint."""
    casting = Casting(browsers, inspector)
    yield casting
    casting.leave(request.node.name, failed=getattr(request.node, "failed", False))


@pytest.fixture
def pair(casting: Casting, office: Deployment, engine: str) -> Pair:
    """Give alice and bob, who have just begun, on a board of alice's."""
    alice, bob = casting.appear("Alice", office), casting.appear("Bob", office, engine=engine)
    return meet(alice, bob, office)


def meet(alice: Actor, bob: Actor, deployment: Deployment) -> Pair:
    """Let two people begin, with addresses that nobody else has: one by the shell, the other by her invitation.

    Nobody signs up by themselves.
    """
    mark = secrets.token_hex(4)
    for actor in (alice, bob):
        deployment.waits(partial(arrives, actor))
        actor.may_lose_the_server()
    words = ("make_admin", "--create", f"alice-{mark}@example.org", "--name", "Alice")
    link = deployment.runs("web1", "python", "manage.py", *words).splitlines()[-1]
    alice.chooses_a_password(link)
    alice.signs_in(f"alice-{mark}@example.org")
    board = Board(alice.makes_a_board("Boat"), deployment)
    bob.accepts(alice.makes_an_invitation(board.path), "Bob", f"bob-{mark}@example.org")
    return alice.opens(board), bob.opens(board), board


def arrives(actor: Actor) -> bool:
    """Open the first page; False where the browser was interrupted.

    It runs on the engine's machine, and drops what is under way whenever a container joins a network there.
    """
    try:
        return actor.goes_to("/accounts/login/") == 200
    except Error as error:
        if "ERR_NETWORK_CHANGED" in error.message:
            return False
        raise


def works(actor: Actor, number: int) -> list[str]:
    """Let somebody add some cards, connected or not, and wait until they are kept; return their titles."""
    titles = [f"Card {number + each}" for each in range(3)]
    actor.adds_card("Done", *titles)
    actor.is_saved()
    return titles
