"""Home: one's boards in the order in which one used them, with stars, an archive, and a way to delete one for good."""

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.house import Board, House
from e2e.pairs import two_people


def names(actor: Actor) -> Locator:
    return actor.page.locator(".home section .board-tile:visible h3")


def test_the_board_opened_last_comes_first_and_stars_come_before(bob: Actor, house: House) -> None:
    one, two, three = (house.board(name=f"Order {n}") for n in ("one", "two", "three"))
    for board in (three, two, one):
        bob.opens(board)
    bob.goes_to("/?q=order")
    expect(names(bob)).to_have_text(["Order one", "Order two", "Order three"])
    bob.page.get_by_role("button", name="Star Order three").click()
    bob.page.get_by_label("Search your boards by name").fill("ORDER")
    expect(names(bob)).to_have_text(["Order three", "Order one", "Order two"])
    expect(bob.page.get_by_role("button", name="Star Order three")).to_have_attribute("aria-pressed", "true")
    bob.page.get_by_label("Search your boards by name").fill("order t")
    expect(names(bob)).to_have_text(["Order three", "Order two"])
    bob.page.get_by_label("Search your boards by name").fill("nothing like it")
    expect(bob.page.get_by_text("No board of yours is called like that.")).to_be_visible()


@two_people
def test_archiving_restoring_and_deleting_a_board_that_somebody_has_open(
    alice: Actor, bob: Actor, house: House
) -> None:
    board = house.board(name="Doomed")
    bob.opens(board)
    alice.goes_to("/?q=doomed")
    alice.page.get_by_label("More for Doomed").click()
    alice.page.get_by_role("button", name="Archive").click()
    expect(bob.page.locator(".banner")).to_contain_text("This board is archived.")
    alice.goes_to("/?q=doomed")
    alice.page.get_by_label("More for Doomed").click()
    alice.page.get_by_role("button", name="Restore").click()
    expect(bob.page.locator(".banner")).to_have_count(0)
    field = bob.starts_editing("Call", "Call the harbour master")
    alice.goes_to("/?q=doomed")
    alice.page.get_by_label("More for Doomed").click()
    alice.page.get_by_role("link", name="Delete …").click()
    expect(alice.page.get_by_role("main")).to_contain_text("6 cards")
    alice.may_hear("422")
    alice.page.get_by_label("Type the name of the board to delete it").fill("Something else")
    alice.page.get_by_role("button", name="Delete for good").click()
    expect(alice.page.get_by_role("main")).to_contain_text("This is not the name of the board")
    alice.page.get_by_label("Type the name of the board to delete it").fill("Doomed")
    alice.page.get_by_role("button", name="Delete for good").click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Your boards")
    expect(bob.sign).to_contain_text("It may have been deleted.")
    expect(field).to_have_value("Call the harbour master")
    bob.may_hear("404")
    assert bob.goes_to(board.path) == 404


def test_only_an_owner_is_offered_what_only_an_owner_may_do(bob: Actor, board: Board) -> None:
    bob.goes_to("/?q=boat")
    expect(bob.page.get_by_role("button", name="Star Boat").first).to_be_visible()
    expect(bob.page.locator(".board-more")).to_have_count(0)
    bob.goes_to(f"{board.path}farewell/")
    expect(bob.page.get_by_role("main")).to_contain_text("Only an owner of the board may delete it.")
    expect(bob.page.locator("main form")).to_have_count(0)
