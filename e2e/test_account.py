"""One's own account: a profile that pages and others follow, and signing out everywhere at once."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

SCHEME = "() => getComputedStyle(document.documentElement).colorScheme"


@two_people
def test_the_profile_is_followed_by_pages_and_by_others(alice: Actor, bob: Actor, cast: Cast, house: House) -> None:
    board = house.board(name="Profiles")
    # A person of her own: the others' names belong to all stories.
    charlie = cast("Charlie", house)
    charlie.goes_to("/accounts/profile/")
    charlie.page.get_by_label("Theme").select_option("dark")
    charlie.page.get_by_label("Colour of your initials").select_option("Blue")
    charlie.page.get_by_label("Time zone").select_option("Asia/Tokyo")
    charlie.page.get_by_role("button", name="Save").click()
    expect(charlie.page.get_by_role("status")).to_contain_text("Your profile was saved.")
    assert charlie.page.evaluate(SCHEME) == "dark"
    # On another device as well.
    elsewhere = cast("Charlie", house, color_scheme="light")
    elsewhere.goes_to("/")
    assert elsewhere.page.evaluate(SCHEME) == "dark"
    alice.opens(board)
    alice.gives("member.add", {"email": "charlie@demo.example", "role": "viewer"})
    expect(alice.board).to_have_attribute("data-revision", "2")
    charlie.opens(board)
    bob.opens(board)
    for other in (alice, bob):
        expect(other.faces.filter(has_text="C")).to_have_class("avatar face colour-5")


@two_people
def test_signing_out_closes_the_board_in_every_tab(bob: Actor, board: Board) -> None:
    bob.opens(board)
    tab = bob.context.new_page()
    tab.goto(f"{bob.url}/")
    tab.get_by_role("button", name="Sign out").click()
    expect(bob.sign).to_contain_text("Signed out.")
