"""Dragging by finger: one that rests holds, one that moves scrolls, and neither becomes the other."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.finger import PHONE, TABLET, Finger
from e2e.house import Board, House
from e2e.mouse import box_of

MANY = [["To do", [f"Card {n}" for n in range(30)]], ["Doing", ["Paint", "Sand"]], ["Done", []]]


@pytest.fixture
def bob(cast: Cast, house: House) -> Actor:
    """Give bob on his tablet."""
    return cast("Bob", house, **TABLET)


def test_a_finger_that_rests_holds_a_card_and_carries_it(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    finger = Finger(bob)
    finger.touches(bob.card("Pack"))
    expect(bob.ghost).to_be_visible()
    expect(alice.card("Pack").locator(".here")).to_have_text("Bob is moving this")
    # The gap moves what one aims at.
    for _ in range(3):
        box = box_of(bob.card("Sand"))
        finger.slides(box["x"] + 60, box["y"] + box["height"] - 4)
    alice.edits_title("Test", "Test it")
    bob.sees_card("Doing", "Test it")
    finger.leaves()
    expect(bob.ghost).to_have_count(0)
    alice.sees_cards("Doing", "Paint", "Sand", "Pack", "Test it")
    bob.sees_the_truth()
    expect(bob.dialog).to_be_hidden()


def test_a_finger_that_moves_scrolls_and_holds_nothing(cast: Cast, house: House) -> None:
    board = house.board(columns=MANY)
    bob = cast("Bob", house, **PHONE).opens(board)
    cards = bob.column("To do").locator(".cards")
    finger = Finger(bob)
    finger.touches(bob.card("Card 6"))
    x, y = finger.at
    finger.slides(x, y - 200)
    finger.leaves()
    bob.page.wait_for_function("(list) => list.scrollTop > 100", arg=cards.element_handle())
    expect(bob.ghost).to_have_count(0)
    expect(bob.board.locator(".is-lifted")).to_have_count(0)
    bob.sees_the_truth()
    assert board.times_done("card.move") == 0


def test_a_held_card_does_not_scroll_the_page_but_at_its_edge(alice: Actor, cast: Cast, house: House) -> None:
    board = house.board(columns=MANY)
    alice.opens(board)
    bob = cast("Bob", house, **PHONE).opens(board)
    cards = bob.column("To do").locator(".cards")
    finger = Finger(bob)
    finger.touches(bob.card("Card 3"))
    expect(bob.ghost).to_be_visible()
    x, y = finger.at
    finger.slides(x, y + 60)
    assert cards.evaluate("(list) => list.scrollTop") == 0
    # At the lower edge the column goes on under it, to its end.
    bottom = box_of(cards)
    finger.slides(x, bottom["y"] + bottom["height"] - 8)
    bob.page.wait_for_function(
        "(list) => list.scrollTop + list.clientHeight >= list.scrollHeight - 2", arg=cards.element_handle()
    )
    finger.leaves()
    expect(bob.ghost).to_have_count(0)
    bob.sees_the_truth()
    alice.sees_the_truth()
    assert board.times_done("card.move") == 1


def test_a_column_is_carried_by_its_head(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    finger = Finger(bob)
    finger.touches(bob.column("To do").locator(".column-head"))
    expect(bob.ghost).to_be_visible()
    for _ in range(3):
        box = box_of(bob.column("Done"))
        finger.slides(box["x"] + box["width"] - 30, box["y"] + 20)
    finger.leaves()
    alice.sees_columns("Doing", "Done", "To do")
    bob.sees_the_truth()


def test_a_tap_opens_the_card_and_a_second_finger_ends_a_press(bob: Actor, board: Board) -> None:
    bob.opens(board)
    finger = Finger(bob)
    finger.touches(bob.card("Pack"))
    x, y = finger.at
    # The second one rests on another card: neither of them holds anything.
    finger.session.send(
        "Input.dispatchTouchEvent",
        {"type": "touchStart", "touchPoints": [{"x": x, "y": y}, {"x": x, "y": y + 80}]},
    )
    rests(bob)
    expect(bob.ghost).to_have_count(0)
    finger.leaves()
    bob.card("Pack").locator("a").tap()
    expect(bob.inside_title).to_have_text("Pack")


def test_a_card_that_goes_while_the_finger_rests_on_it_is_not_held(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    # The tile goes between the press and the hold, however long that takes here; the last one, so that no other takes
    # its place under the finger.
    bob.card("Write").evaluate(
        """(tile) => tile.addEventListener("pointerdown", () => setTimeout(() => tile.remove()), { once: true })"""
    )
    finger = Finger(bob)
    finger.touches(bob.card("Write"))
    rests(bob)
    expect(bob.ghost).to_have_count(0)
    finger.leaves()
    # Nothing is stuck: the next one is held.
    finger.touches(bob.card("Call"))
    expect(bob.ghost).to_be_visible()
    finger.leaves()


def test_a_pen_holds_what_it_rests_on_and_scrolls_otherwise(alice: Actor, board: Board) -> None:
    alice.opens(board)
    pen = alice.context.new_cdp_session(alice.page)

    def points(kind: str, x: float, y: float) -> None:
        pen.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                "x": x,
                "y": y,
                "button": "left",
                "buttons": 0 if kind == "mouseReleased" else 1,
                "clickCount": 1,
                "pointerType": "pen",
            },
        )

    box = box_of(alice.card("Pack"))
    x, y = box["x"] + 40, box["y"] + 14
    points("mousePressed", x, y)
    # Down the column, off the link: a click would open the card.
    points("mouseMoved", x, y + 400)
    rests(alice)
    expect(alice.ghost).to_have_count(0)
    points("mouseReleased", x, y + 400)
    points("mousePressed", x, y)
    expect(alice.ghost).to_be_visible()
    for _ in range(3):
        target = box_of(alice.column("Done").locator(".cards"))
        points("mouseMoved", target["x"] + 60, target["y"] + 20)
    points("mouseReleased", target["x"] + 60, target["y"] + 20)
    alice.sees_cards("Done", "Pack")
    alice.sees_the_truth()


def rests(actor: Actor) -> None:
    """Let more time go by on the page than it takes a resting finger to hold something."""
    actor.page.evaluate("() => new Promise((resume) => setTimeout(resume, 600))")
