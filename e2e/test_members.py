"""The people of a board come, change their roles and go, while everybody has it open."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people


@two_people
def test_the_owner_adds_somebody_who_finds_the_board_at_home(
    alice: Actor, bob: Actor, cast: Cast, house: House, board: Board, engine: str
) -> None:
    charlie = cast("Charlie", house, engine=engine)
    charlie.may_hear("404")
    assert charlie.goes_to(board.path) == 404
    alice.goes_to(f"{board.path}members/")
    alice.may_hear("422")
    alice.page.get_by_label("Add somebody by e-mail address").fill("nobody@demo.example")
    alice.page.get_by_role("button", name="Add").click()
    expect(alice.page.get_by_role("main")).to_contain_text("Invite them instead")
    alice.page.get_by_label("E-mail address", exact=True).fill("charlie@demo.example")
    alice.page.get_by_role("button", name="Send again").click()
    expect(alice.page.locator(".member-name")).to_have_text(["Alice (you)", "Bob", "Charlie", "Vera"])
    charlie.opens(board)
    bob.opens(board)
    charlie.edits_title("Paint", "Paint it red")
    bob.sees_card("Doing", "Paint it red")
    bob.goes_to(f"{board.path}members/")
    expect(bob.page.get_by_role("main")).to_contain_text("Charlie")
    # Nobody learns an address from that.
    assert "@demo.example" not in bob.page.content()
    expect(bob.page.locator("main select")).to_have_count(0)


@two_people
def test_a_change_of_role_changes_the_open_pages_controls(
    alice: Actor, bob: Actor, cast: Cast, house: House, board: Board
) -> None:
    bob.opens(board)
    vera = cast("Vera", house).opens(board)
    vera.chooses(vera.page.locator(".board-bar"))
    expect(vera.item("Rename the board")).to_have_count(0)
    vera.page.keyboard.press("Escape")
    field = bob.starts_editing("Call", "Call the harbour master")
    alice.goes_to(f"{board.path}members/")
    for name, role in (("Bob", "viewer"), ("Vera", "owner")):
        alice.page.get_by_label(f"Role of {name}", exact=True).select_option(role)
        alice.page.get_by_label(f"Save the role of {name}").click()
        expect(alice.page.get_by_label(f"Role of {name}", exact=True)).to_have_value(role)
    # Bob's controls are gone; what he was typing is not.
    expect(bob.page.locator(".board .trigger, .add-card, .column-new").filter(visible=True)).to_have_count(0)
    expect(field).to_have_value("Call the harbour master")
    field.press("Enter")
    expect(bob.notices).to_contain_text("Your role on this board does not allow this")
    expect(bob.notices.locator("textarea")).to_have_value("Call the harbour master")
    # Vera has everything now.
    vera.adds_card("Done", "Vera was here")
    vera.adds_column("Later")
    vera.renames_board("Vera's boat")
    bob.sees_card("Done", "Vera was here")
    bob.sees_the_truth()
    vera.sees_the_truth()
    bob.never_reloaded()
    vera.never_reloaded()


@two_people
def test_a_role_that_changed_while_one_was_away_shows_when_one_is_back(alice: Actor, bob: Actor, board: Board) -> None:
    bob.may_lose_the_server().opens(board)
    bob.context.set_offline(True)
    bob.is_offline()
    alice.opens(board)
    alice.gives("member.change", {"member": board.house.ask("person", name="Bob")["id"], "role": "viewer"})
    alice.gives("column.create", {"name": "Later"})
    alice.sees_the_truth()
    bob.context.set_offline(False)
    bob.sees_columns("To do", "Doing", "Done", "Later")
    expect(bob.page.locator(".add-card")).to_have_count(0)
    bob.sees_the_truth()


@two_people
def test_who_is_removed_loses_the_board_at_once_and_not_what_was_typed(alice: Actor, bob: Actor, board: Board) -> None:
    bob.opens(board)
    field = bob.starts_editing("Call", "Call the harbour master")
    alice.goes_to(f"{board.path}members/")
    alice.page.get_by_label("More for Bob").click()
    alice.page.get_by_role("button", name="Remove Bob").click()
    expect(alice.page.locator(".member-name")).to_have_text(["Alice (you)", "Vera"])
    expect(bob.sign).to_have_attribute("data-state", "lost")
    expect(bob.sign).to_contain_text("You are no longer a member of this board.")
    expect(field).to_have_value("Call the harbour master")
    bob.may_hear("404")
    assert bob.goes_to(board.path) == 404


def test_leaving_and_handing_over(alice: Actor, bob: Actor, board: Board) -> None:
    bob.opens(board)
    alice.goes_to(f"{board.path}members/")
    alice.may_hear("422", "404")
    leave = alice.page.get_by_text("Leave this board …")
    leave.click()
    alice.page.get_by_role("button", name="Leave “Boat”").click()
    expect(alice.page.get_by_role("main")).to_contain_text(
        "A board needs an owner. Hand it over to another member first."
    )
    alice.goes_to(f"{board.path}members/")
    alice.page.get_by_label("More for Bob").click()
    alice.page.get_by_role("button", name="Hand the board over").click()
    expect(alice.page.get_by_label("Role of Bob", exact=True)).to_have_count(0)
    bob.renames_board("Bob's boat")
    bob.sees_the_truth()
    alice.page.reload()
    leave.click()
    alice.page.get_by_role("button", name="Leave “Bob's boat”").click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Your boards")
    assert alice.goes_to(board.path) == 404
    bob.goes_to(f"{board.path}members/")
    expect(bob.page.locator(".member-name")).to_have_text(["Bob (you)", "Vera"])


@two_people
def test_an_archived_board_rests_until_it_is_restored(alice: Actor, bob: Actor, board: Board) -> None:
    bob.opens(board)
    alice.opens(board)
    alice.chooses(alice.page.locator(".board-bar"), "Archive the board …", "Archive it for everybody?")
    for person in (alice, bob):
        expect(person.page.locator(".banner")).to_contain_text("This board is archived.")
        expect(person.page.locator(".board .trigger, .add-card, .column-new").filter(visible=True)).to_have_count(0)
    expect(bob.page.locator(".banner button")).to_have_count(0)
    alice.page.locator(".banner").get_by_role("button", name="Restore").click()
    expect(bob.page.locator(".banner")).to_have_count(0)
    bob.adds_card("Done", "Work goes on")
    alice.sees_card("Done", "Work goes on")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_an_admin_looks_after_the_board_and_everybody_below(alice: Actor, bob: Actor, board: Board) -> None:
    bob.opens(board)
    alice.goes_to(f"{board.path}members/")
    alice.page.get_by_label("Role of Bob", exact=True).select_option("admin")
    alice.page.get_by_label("Save the role of Bob").click()
    # The open page follows.
    bob.chooses(bob.page.locator(".board-bar"), "Rename the board")
    bob.types(bob.page.locator('form[data-editor="rename-board"] input[name=name]'), "Ship")
    bob.is_saved()
    bob.goes_to(f"{board.path}members/")
    roles = bob.page.get_by_label("Role of Vera", exact=True).locator("option")
    expect(roles).to_have_text(["Editor", "Commenter", "Viewer"])
    # Neither for owners nor for admins, oneself included.
    expect(bob.page.locator(".member select")).to_have_count(1)
    bob.page.get_by_label("Role of Vera", exact=True).select_option("commenter")
    bob.page.get_by_label("Save the role of Vera").click()
    bob.page.get_by_label("More for Vera").click()
    expect(bob.page.get_by_role("button", name="Hand the board over")).to_have_count(0)
    bob.page.get_by_role("button", name="Remove Vera").click()
    expect(bob.page.locator(".member-name")).to_have_text(["Alice", "Bob (you)"])
    bob.page.get_by_role("link", name="What each role may do").click()
    expect(bob.page.get_by_role("row", name="Delete the board for good")).to_contain_text("yes")
