"""Dragging on a page that is written from right to left: the first column stands on the right."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

MIRROR = "() => { document.documentElement.dir = 'rtl'; }"


@pytest.fixture
def bob(cast: Cast, house: House, engine: str, board: Board) -> Actor:
    """Give bob, who reads from right to left."""
    bob = cast("Bob", house, engine=engine).opens(board)
    bob.page.evaluate(MIRROR)
    return bob


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
