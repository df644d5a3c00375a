"""On a phone: one column at a time, nothing wider than the screen, and fingers scroll."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SMALLEST_TARGET = 24
FINGER = 44


@pytest.fixture
def alice(cast: Cast, house: House) -> Actor:
    """Give alice on her phone."""
    return cast("Alice", house, **PHONE)


def test_no_page_is_wider_than_the_screen(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.gives("card.edit", {"card": card_id(alice, "Paint"), "title": "Unbreakable" * 20})
    alice.gives("card.archive", {"card": card_id(alice, "Unbreakable" * 20)})
    alice.is_saved()
    for path in ("", "archive/", "activity/", "c/1/", "c/4/", "c/4/activity/"):
        alice.goes_to(board.path + path)
        for button in alice.page.locator("li > [popovertarget^=ask-]").all():
            button.click()
        is_within(alice)
    for path in ("/", "/roles/", "/accounts/email/", "/accounts/sessions/", "/accounts/profile/"):
        alice.goes_to(path)
        is_within(alice)


def test_columns_snap_one_at_a_time(alice: Actor, board: Board) -> None:
    alice.opens(board)
    doing = alice.column("Doing")
    alice.board.evaluate("(board) => { board.scrollLeft = board.clientWidth * 0.8; }")
    # Wherever the finger lets go, a column stands in the middle.
    alice.page.wait_for_function(
        """(id) => { const { left, right } = document.getElementById(id).getBoundingClientRect();
                     return Math.abs(left + right - innerWidth) < 4; }""",
        arg=doing.get_attribute("id"),
    )


def test_a_card_moves_by_taps(alice: Actor, board: Board) -> None:
    alice.opens(board)
    trigger = alice.card("Pack").locator(".trigger")
    expect(trigger).to_be_visible()
    box = trigger.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= SMALLEST_TARGET
    trigger.tap()
    alice.item("Move down").tap()
    alice.sees_the_truth()
    alice.sees_cards("To do", "Call", "Pack", "Write")
    alice.column("To do").locator(".add-card").tap()
    alice.types(alice.editor(alice.column("To do")).locator("textarea"), "Sail")
    alice.sees_the_truth()
    alice.sees_cards("To do", "Call", "Pack", "Write", "Sail")


def test_the_bar_is_one_row_on_the_smallest_screen_whoever_is_there(cast: Cast, house: House, board: Board) -> None:
    alice = cast("Alice", house, **{**PHONE, "viewport": {"width": 320, "height": 640}}).opens(board)
    height = alice.page.locator(".page-head").bounding_box()
    for name in ("Bob", "Vera"):
        cast(name, house).opens(board)
    expect(alice.faces).to_have_count(3)
    assert alice.page.locator(".page-head").bounding_box() == height
    expect(alice.head).to_be_in_viewport(ratio=1)
    is_within(alice)


def test_a_finger_finds_the_star_of_a_board(alice: Actor, board: Board) -> None:
    alice.goes_to("/")
    box = alice.page.locator(".star button").first.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= FINGER


def is_within(actor: Actor) -> None:
    # Not innerWidth: a phone widens that to the page.
    width, room = actor.page.evaluate(
        "() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room, actor.page.url


def card_id(actor: Actor, title: str) -> str:
    return str(actor.card(title).get_attribute("id")).removeprefix("card-")
