"""Dragging on a page that is written from right to left: the first column stands on the right."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.mouse import box_of
from e2e.pairs import two_people

# The buttons of a tile are on its left there; this is about its middle.
MIDDLE = 130
MIRROR = "() => { document.documentElement.dir = 'rtl'; }"


@pytest.fixture
def bob(cast: Cast, house: House, engine: str, board: Board) -> Actor:
    """Give bob, who reads from right to left."""
    bob = cast("Bob", house, engine=engine).opens(board)
    bob.page.evaluate(MIRROR)
    return bob


@two_people
def test_cards_and_columns_are_carried_by_mouse(bob: Actor, board: Board) -> None:
    assert box_of(bob.column("To do"))["x"] > box_of(bob.column("Done"))["x"]
    bob.takes(bob.card("Pack"), grip=MIDDLE)
    ghost, tile = box_of(bob.ghost), box_of(bob.card("Pack"))
    assert abs(ghost["x"] - tile["x"]) < ghost["width"] / 4
    bob.carries("Doing", after="Sand")
    bob.lets_go()
    bob.sees_cards("Doing", "Paint", "Sand", "Pack", "Test")
    bob.takes(bob.column("To do").locator(".column-head"), grip=MIDDLE)
    for _ in range(3):
        box = box_of(bob.column("Doing"))
        bob.page.mouse.move(box["x"] - 40, box["y"] + 20, steps=4)
    bob.lets_go()
    bob.sees_columns("Doing", "To do", "Done")
    bob.sees_the_truth()


@two_people
def test_the_arrow_keys_go_where_they_point(bob: Actor, board: Board) -> None:
    bob.card("Pack").locator("a").focus()
    for key, column in (("Space", "To do"), ("ArrowRight", "To do"), ("ArrowLeft", "Doing"), ("ArrowLeft", "Done")):
        bob.page.keyboard.press(key)
        expect(bob.voice).to_contain_text(f" in {column}")
    bob.page.keyboard.press("Space")
    bob.sees_cards("Done", "Pack")
    bob.column("To do").locator(".column-name a").focus()
    for key, place in (("Space", 1), ("ArrowLeft", 2), ("ArrowRight", 1), ("ArrowLeft", 2)):
        bob.page.keyboard.press(key)
        expect(bob.voice).to_contain_text(f"place {place} of 3")
    bob.page.keyboard.press("Enter")
    bob.sees_columns("Doing", "To do", "Done")
    bob.sees_the_truth()


def test_the_board_scrolls_to_its_far_end_on_the_left(cast: Cast, house: House) -> None:
    board = house.board(columns=[[f"Lane {n}", ["Oar"] if n == 0 else []] for n in range(8)])
    alice = cast("Alice", house).opens(board)
    alice.page.evaluate(MIRROR)
    alice.takes(alice.card("Oar"), grip=MIDDLE)
    box = box_of(alice.board)
    alice.page.mouse.move(box["x"] + 8, box["y"] + 120, steps=4)
    alice.page.wait_for_function(
        "(board) => Math.abs(board.scrollLeft) > board.scrollWidth - board.clientWidth - 3",
        arg=alice.board.element_handle(),
    )
    alice.carries("Lane 7")
    alice.lets_go()
    alice.sees_cards("Lane 7", "Oar")
    alice.sees_the_truth()
