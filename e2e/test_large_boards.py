"""Boards of more tiles than fit on a screen: there at once, and whole soon after, whatever comes in between."""

import pytest
from playwright.sync_api import FloatRect, expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.mouse import box_of
from e2e.places import visit

MANY = [f"Card {number}" for number in range(1, 61)]
# As many of a column as static/js/lean.js leaves; and what it waits for the board's own script, in milliseconds.
AT_FIRST = 40
PATIENCE = 5_000
# Beyond so many tiles in a column, static/js/drop-target.js makes no gap; the pixels between two tiles.
CROWD = 200
BETWEEN = 8


@pytest.fixture
def large(house: House) -> Board:
    """Give a board of two long columns."""
    return house.board([["To do", MANY], ["Done", [f"Old {number}" for number in range(1, len(MANY) + 1)]]])


def test_a_large_board_is_whole_once_it_is_live(alice: Actor, large: Board) -> None:
    alice.opens(large)
    expect(alice.page.locator(".card[data-later]")).to_have_count(0)
    expect(alice.page.locator(".card").filter(visible=True)).to_have_count(2 * len(MANY))


def test_what_does_not_fit_on_a_screen_waits_for_the_script_but_not_for_ever(alice: Actor, large: Board) -> None:
    alice.may_hear("ERR_FAILED", "net::")
    alice.page.clock.install()
    alice.page.route("**/js/board.*.js", lambda route: route.abort())
    alice.goes_to(large.path)
    tiles = alice.column("To do").locator(".card")
    expect(tiles.filter(visible=True)).to_have_count(AT_FIRST)
    expect(tiles).to_have_count(len(MANY))
    alice.page.clock.run_for(PATIENCE)
    expect(tiles.filter(visible=True)).to_have_count(len(MANY))


def test_without_script_nothing_waits(cast: Cast, house: House, large: Board) -> None:
    page = cast("Alice", house, java_script_enabled=False).page
    visit(page, house.url + large.path)
    expect(page.locator(".card").filter(visible=True)).to_have_count(2 * len(MANY))


def test_a_long_column_is_whole_as_soon_as_something_is_dragged(alice: Actor, bob: Actor, large: Board) -> None:
    # Nothing is ever idle, and the moment in which nobody waits any longer does not come.
    alice.page.add_init_script("window.requestIdleCallback = () => {}")
    alice.opens(large)
    last = alice.column("To do").locator(".card").last
    expect(last).to_be_hidden()
    alice.takes(alice.card("Card 2", "To do"))
    expect(last).to_be_visible()


@pytest.mark.parametrize("after", [None, "Card 2"], ids=["at the end", "between"])
def test_in_a_crowded_column_a_line_shows_where_something_lands(alice: Actor, house: House, after: str | None) -> None:
    crowd = [f"Card {number}" for number in range(1, CROWD + 2)]
    board = house.board([["To do", ["Here"]], ["Done", crowd]])
    alice.opens(board)
    expect(alice.page.locator(".card[data-later]")).to_have_count(0)
    alice.takes(alice.card("Here"))
    alice.column("Done").locator(".card").last.scroll_into_view_if_needed() if after is None else None
    alice.carries("Done", after=after)
    line = alice.page.locator(".drop-line")
    expect(line).to_be_visible()
    expect(alice.page.locator(".drop-gap")).to_have_count(0)
    assert is_between(box_of(line), above=box_of(alice.card(after or crowd[-1])))
    # Beside it, where there is room, a gap does.
    alice.carries("To do", first=True)
    expect(line).to_have_count(0)
    alice.carries("Done", after=after)
    alice.lets_go()
    expect(line).to_have_count(0)
    alice.sees_the_truth()
    assert board.columns()["Done"].index("Here") == (2 if after else len(crowd))


def is_between(line: FloatRect, *, above: FloatRect) -> bool:
    """Tell whether a line lies below a tile, nearer than the next one."""
    return 0 <= line["y"] - (above["y"] + above["height"]) < BETWEEN and line["width"] == above["width"]


def test_what_was_put_off_is_moved_by_somebody_else(alice: Actor, bob: Actor, large: Board) -> None:
    alice.page.add_init_script("window.requestIdleCallback = () => {}")
    alice.opens(large)
    bob.opens(large)
    bob.moves_by_menu("Card 60", "To the next column")
    alice.sees_card("Done", "Card 60")
    alice.sees_the_truth()
    bob.sees_the_truth()
