"""What others do to a board while one holds something: it is neither taken away nor lost, and the reason is said."""

from collections.abc import Callable
from typing import Protocol

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.finger import TABLET, Finger
from e2e.house import Board, House
from e2e.mouse import box_of


class Hand(Protocol):
    """One way to hold a card."""

    def lifts(self, title: str) -> None:
        """Take hold of a card."""

    def carries(self, column: str) -> None:
        """Hold it over the foot of a column; the next one to the right, for a keyboard."""

    def lets_go(self) -> None:
        """Put it down."""


class ByMouse:
    """A mouse that is moved, pressed and let go."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def lifts(self, title: str) -> None:
        self.actor.takes(self.actor.card(title))

    def carries(self, column: str) -> None:
        self.actor.carries(column)

    def lets_go(self) -> None:
        self.actor.page.mouse.up()


class ByKeys:
    """Space, arrows, Space."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def lifts(self, title: str) -> None:
        self.actor.card(title).locator("a").focus()
        self.actor.page.keyboard.press("Space")
        expect(self.actor.voice).to_contain_text("picked up")

    def carries(self, column: str) -> None:
        self.actor.page.keyboard.press("ArrowRight")
        self.actor.page.keyboard.press("End")
        expect(self.actor.voice).to_contain_text(f" in {column}")

    def lets_go(self) -> None:
        self.actor.page.keyboard.press("Space")


class ByFinger:
    """A finger that rests, slides and leaves."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.finger = actor, Finger(actor)

    def lifts(self, title: str) -> None:
        self.finger.touches(self.actor.card(title))
        expect(self.actor.ghost).to_be_visible()

    def carries(self, column: str) -> None:
        for _ in range(3):
            box = box_of(self.actor.column(column).locator(".cards"))
            self.finger.slides(box["x"] + 60, box["y"] + box["height"] - 4)

    def lets_go(self) -> None:
        self.finger.leaves()


HANDS: dict[str, Callable[[Actor], Hand]] = {"mouse": ByMouse, "keys": ByKeys, "finger": ByFinger}
GONE = "What you were holding is not on the board any more: somebody took it off."
FORBIDDEN = "You may only look at this board now. What you were holding stays where it was."


@pytest.fixture(params=["mouse chromium", "mouse firefox", "keys chromium", "keys firefox", "finger chromium"])
def way(request: pytest.FixtureRequest) -> str:
    """Return what is held with, and in which browser."""
    return str(request.param)


@pytest.fixture
def bob(cast: Cast, house: House, way: str) -> Actor:
    """Give bob, who holds things."""
    options = TABLET if way.startswith("finger") else {}
    return cast("Bob", house, engine=way.split()[1], **options)


@pytest.fixture
def hand(alice: Actor, bob: Actor, board: Board, way: str) -> Hand:
    """Let bob hold “Pack” over the foot of “Doing”, while alice looks on."""
    alice.opens(board)
    bob.opens(board)
    hand = HANDS[way.split(maxsplit=1)[0]](bob)
    hand.lifts("Pack")
    hand.carries("Doing")
    return hand


def holds(actor: Actor, column: str) -> None:
    """See what is held over a column, and nothing of it elsewhere."""
    expect(actor.board.locator(".is-lifted")).to_have_count(1)
    expect(actor.board.locator(".drop-gap")).to_have_count(1)
    expect(actor.column(column).locator(".drop-gap")).to_have_count(1)


def holds_nothing(actor: Actor) -> None:
    expect(actor.page.locator(".drag-ghost, .drop-gap, .is-lifted")).to_have_count(0)


def is_told(actor: Actor, way: str, words: str) -> None:
    expect(actor.voice if way.startswith("keys") else actor.notices).to_have_text(words)


def stays_on_the_board(actor: Actor) -> None:
    """Let go, and nothing is opened: the end of a hold is no click."""
    actor.page.evaluate("() => new Promise((resume) => setTimeout(resume, 100))")
    expect(actor.dialog).to_be_hidden()


def test_a_card_that_is_edited_moved_and_crowded_is_still_held(
    alice: Actor, bob: Actor, hand: Hand, board: Board
) -> None:
    alice.edits_title("Pack", "Pack it")
    alice.moves_by_menu("Pack it", "Move down")
    alice.adds_card("To do", "Varnish")
    alice.moves_by_menu("Paint", "Move down")
    alice.chooses(alice.card("Write"), "Archive")
    bob.sees_cards("To do", "Call", "Pack it", "Varnish")
    bob.sees_cards("Doing", "Sand", "Paint", "Test")
    holds(bob, "Doing")
    hand.lets_go()
    holds_nothing(bob)
    alice.sees_cards("Doing", "Sand", "Paint", "Test", "Pack it")
    bob.sees_the_truth()
    stays_on_the_board(bob)


@pytest.mark.parametrize("words", [["Archive"], ["Delete …", "Delete for good?"]], ids=["archived", "deleted"])
def test_a_card_that_is_taken_off_the_board_ends_the_hold(
    alice: Actor, bob: Actor, hand: Hand, board: Board, way: str, words: list[str]
) -> None:
    alice.chooses(alice.card("Pack"), *words)
    is_told(bob, way, GONE)
    holds_nothing(bob)
    hand.lets_go()
    stays_on_the_board(bob)
    if way.startswith("keys"):
        expect(bob.card("Call").locator("a")).to_be_focused()
    bob.sees_the_truth()
    assert board.times_done("card.move") == 0


def test_a_column_that_is_renamed_and_moved_keeps_or_passes_on_the_card(
    alice: Actor, bob: Actor, hand: Hand, board: Board, way: str
) -> None:
    alice.renames_column("Doing", "Going on")
    alice.chooses(alice.column("Going on").locator(".column-head"), "Move left")
    bob.sees_columns("Going on", "To do", "Done")
    # A pointer holds over what is under it now, a keyboard over what it chose.
    under = "Going on" if way.startswith("keys") else "To do"
    if under == "To do":
        alice.moves_by_menu("Pack", "To the next column")
        bob.sees_cards("Done", "Pack")
    holds(bob, under)
    hand.lets_go()
    holds_nothing(bob)
    alice.sees_card(under, "Pack")
    bob.sees_the_truth()


def test_a_column_that_is_archived_leaves_the_card_in_the_hand(
    alice: Actor, bob: Actor, hand: Hand, board: Board, way: str
) -> None:
    alice.chooses(alice.column("Doing").locator(".column-head"), "Archive with its cards")
    bob.sees_columns("To do", "Done")
    # A pointer holds over what came there, a keyboard over where the card is.
    holds(bob, "To do" if way.startswith("keys") else "Done")
    hand.lets_go()
    holds_nothing(bob)
    alice.sees_card("To do" if way.startswith("keys") else "Done", "Pack")
    bob.sees_the_truth()


def test_a_connection_that_comes_back_brings_all_and_takes_nothing(
    alice: Actor, bob: Actor, hand: Hand, board: Board
) -> None:
    bob.may_lose_the_server()
    bob.context.set_offline(True)
    bob.is_offline()
    alice.edits_title("Pack", "Pack it")
    alice.adds_card("Doing", "Varnish")
    bob.context.set_offline(False)
    bob.is_live().sees_card("Doing", "Varnish")
    holds(bob, "Doing")
    hand.lets_go()
    holds_nothing(bob)
    alice.sees_card("Doing", "Pack it")
    bob.sees_the_truth()


def test_whoever_may_only_look_any_more_is_told_and_opens_nothing(
    alice: Actor, bob: Actor, hand: Hand, board: Board, way: str
) -> None:
    alice.gives("member.change", {"member": board.house.ask("person", name="Bob")["id"], "role": "viewer"})
    is_told(bob, way, FORBIDDEN)
    holds_nothing(bob)
    hand.lets_go()
    stays_on_the_board(bob)
    bob.sees_the_truth()
    assert board.times_done("card.move") == 0
