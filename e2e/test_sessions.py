"""One's sessions: where one is signed in, and ending that from elsewhere."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import House
from e2e.pairs import two_people


@two_people
def test_a_place_is_signed_out_from_another_one_and_its_board_says_so(
    alice: Actor, cast: Cast, house: House, engine: str
) -> None:
    board = house.board(name="Places")
    alice.opens(board)
    there = cast("Alice", house, engine=engine).opens(board)
    here = cast("Alice", house)
    field = there.starts_editing("Call", "Call the harbour master")
    here.goes_to("/accounts/sessions/")
    expect(here.page.get_by_text("here", exact=True)).to_be_visible()
    device = "Firefox" if engine == "firefox" else "Chrome"
    here.page.get_by_role("button", name=f"Sign out {device}").first.click()
    expect(here.page.get_by_role("status")).to_contain_text("Signed out in 1 place.")
    here.page.get_by_role("button", name="Sign out everywhere but here").click()
    for other in (alice, there):
        expect(other.sign).to_contain_text("Signed out.")
    # What was being typed there is still there.
    expect(field).to_have_value("Call the harbour master")
    expect(here.page.locator(".key")).to_have_count(1)
    here.opens(board)
