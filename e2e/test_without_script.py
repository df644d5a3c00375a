"""Without JavaScript: pages that read well, and every command through a form."""

import pytest
from playwright.sync_api import Locator, Page, expect

from boards.commands.registry import COMMANDS
from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.places import visit


@pytest.fixture
def page(cast: Cast, house: House) -> Page:
    """Give alice's page, in a browser that runs no script."""
    actor: Actor = cast("Alice", house, java_script_enabled=False)
    actor.may_hear("409", "422")
    actor.goes_to("/")
    return actor.page


def sends(form: Locator, **fields: str) -> None:
    """Fill a form in and press its button."""
    for name, value in fields.items():
        field = form.locator(f"[name={name}]:not([type=hidden])")
        if field.evaluate("(field) => field.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.get_by_role("button").first.click()


def form_of(page: Page, verb: str) -> Locator:
    return page.locator(f'form[data-command="{verb}"]:visible')


def open_card(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def walks_the_members(page: Page, home: str) -> None:
    """Go through all that an owner does with members and the board itself, and leave it."""
    visit(page, home + "members/")
    sends(form_of(page, "member.add"), email="bob@demo.example", role="Viewer")
    sends(form_of(page, "member.change").filter(has=page.get_by_label("Role of Bob")), role="Editor")
    page.get_by_label("More for Bob").click()
    sends(form_of(page, "member.remove"))
    expect(page.locator(".member")).to_have_count(1)
    sends(form_of(page, "member.add"), email="bob@demo.example", role="Viewer")
    sends(form_of(page, "link.create"), name="Customers", days="For a week")
    sends(form_of(page, "link.revoke"))
    sends(form_of(page, "invitation.create").first, email="dora@demo.example", role="Viewer")
    sends(form_of(page, "invitation.create").last, uses="For 10 people", role="Editor")
    for _ in range(2):
        sends(form_of(page, "invitation.revoke").first)
    for verb in ("board.archive", "board.restore"):
        visit(page, "/".join(home.split("/")[:3]) + "/?q=Ship+without+script")
        page.get_by_label("More for Ship without script").click()
        sends(form_of(page, verb))
    visit(page, home + "members/")
    page.get_by_label("More for Bob").click()
    sends(form_of(page, "board.hand_over"))
    page.get_by_text("Leave this board …").click()
    sends(form_of(page, "member.leave"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your boards")


def walks_several_cards(page: Page, board: Board) -> None:
    """Move and archive cards by the boxes on their column's page, take that back, and move them back."""

    def chooses(name: str, press: str, **fields: str) -> None:
        page.get_by_role("link", name=name, exact=True).first.click()
        for title in ("Paint", "Sand"):
            page.get_by_role("checkbox", name=title).check()
        form = form_of(page, "cards.move")
        for field, value in fields.items():
            form.locator(f"[name={field}]").select_option(label=value)
        form.get_by_role("button", name=press).click()

    home = page.url
    chooses("Some day", "Move them", column="To the end of “Done”")
    assert board.columns() == {"Some day": [], "To do": [], "Doing": [], "Done": ["Paint", "Sand"]}
    visit(page, home)
    chooses("Done", "Archive them")
    assert board.columns()["Done"] == []
    visit(page, home + "activity/")
    sends(form_of(page, "change.undo").first)
    visit(page, home)
    chooses("Done", "Move them", column="To the end of “Some day”")
    assert board.columns()["Some day"] == ["Paint", "Sand"]


def walks_an_archived_column(page: Page, home: str, board: Board) -> None:
    """Archive a column, bring it back, and in the end delete it for good."""
    for _ in range(2):
        visit(page, home)
        page.get_by_role("link", name="Some day").click()
        sends(form_of(page, "column.archive"))
        visit(page, home + "archive/?q=some")
        if not board.times_done("column.restore"):
            sends(form_of(page, "column.restore"))
            assert board.columns()["Some day"] == ["Sand"]
    page.get_by_label("Delete the column Some day …").click()
    sends(form_of(page, "column.delete"))
    expect(page).to_have_url(home + "archive/?q=some")
    assert "Some day" not in board.columns()


def test_every_command_has_a_form(page: Page, house: House) -> None:
    page.locator(".board-form [name=name]").fill("Boat without script")
    page.get_by_role("button", name="Create a board").click()
    board = Board(id=page.url.split("/")[-2], path="/" + page.url.split("/", 3)[3], house=house)
    home = page.url
    sends(form_of(page, "board.rename"), name="Ship without script")
    expect(page.locator("h1.board-name")).to_have_text("Ship without script")
    page.get_by_role("link", name="Background").click()
    sends(form_of(page, "board.set_background").filter(has_text="Lagoon"))
    expect(page.locator("body")).to_have_attribute("data-background", "lagoon")

    page.get_by_text("Add a column").click()
    sends(form_of(page, "column.create"), name="Later")
    page.get_by_role("link", name="Later").click()
    sends(form_of(page, "column.rename"), name="Some day")
    sends(form_of(page, "column.move"), after="First")
    sends(form_of(page, "card.create"), title="Paint")
    sends(form_of(page, "card.create"), title="Sand")
    visit(page, home)
    assert board.columns() == {"Some day": ["Paint", "Sand"], "To do": [], "Doing": [], "Done": []}

    walks_several_cards(page, board)
    visit(page, home)
    open_card(page, "Paint")
    sends(form_of(page, "card.edit"), title="Paint it", description="Two *coats*")
    expect(page.locator(".prose em")).to_have_text("coats")
    sends(form_of(page, "card.move").filter(has_text="To “Some day”"), after="After “Sand”")
    assert board.columns()["Some day"] == ["Sand", "Paint it"]
    sends(form_of(page, "card.move").filter(has_text="To “Doing”"), after="First")
    assert board.columns()["Doing"] == ["Paint it"]
    page.get_by_role("link", name="What happened to this card").click()
    sends(form_of(page, "change.undo").first)
    assert board.columns()["Some day"] == ["Sand", "Paint it"]
    sends(form_of(page, "change.undo").first)
    assert board.columns()["Doing"] == ["Paint it"]
    visit(page, home)
    open_card(page, "Paint it")
    sends(form_of(page, "card.archive"))
    assert board.columns()["Doing"] == []
    visit(page, home + "archive/")
    sends(form_of(page, "card.restore"))
    assert board.columns()["Doing"] == ["Paint it"]
    visit(page, home)
    open_card(page, "Paint it")
    page.get_by_text("Delete …").click()
    sends(form_of(page, "card.delete"))
    assert board.columns()["Doing"] == []

    walks_an_archived_column(page, home, board)
    walks_the_members(page, home)
    # What is set aside has its form beside a conflict: see there.
    assert all(board.times_done(verb) for verb in COMMANDS if verb != "card.set_aside")


def test_a_refusal_keeps_what_was_typed(page: Page, house: House) -> None:
    board = house.board()
    visit(page, page.url + board.path.lstrip("/"))
    page.get_by_role("link", name="To do").click()
    title = "x" * 501
    sends(form_of(page, "card.create"), title=title)
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(page.locator(".errorlist")).to_contain_text("500")
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_label("Title").fill("Short")
    page.get_by_role("button", name="Send again").click()
    assert board.columns()["To do"] == ["Pack", "Call", "Write", "Short"]


def conflicts(page: Page, alice: Actor, house: House) -> Board:
    """Send a title that alice has changed meanwhile; return the board."""
    board = house.board()
    visit(page, page.url + board.path.lstrip("/"))
    open_card(page, "Paint")
    alice.opens(board)
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    sends(form_of(page, "card.edit"), title="Paint it blue")
    return board


def test_a_conflict_shows_both_texts(page: Page, alice: Actor, house: House) -> None:
    board = conflicts(page, alice, house)
    expect(page.locator(".theirs")).to_have_text("Paint it red")
    expect(page.get_by_label("Title")).to_have_value("Paint it blue")
    assert "Paint it red" in board.columns()["Doing"]
    page.get_by_role("button", name="Keep mine", exact=True).click()
    assert "Paint it blue" in board.columns()["Doing"]
    alice.sees_card("Doing", "Paint it blue")


def test_whoever_takes_the_others_text_keeps_her_own_among_the_versions(page: Page, alice: Actor, house: House) -> None:
    board = conflicts(page, alice, house)
    page.get_by_role("button", name="Take theirs").click()
    assert "Paint it red" in board.columns()["Doing"]
    page.get_by_role("link", name="Versions").click()
    expect(page.locator(".version").first).to_contain_text("Paint it blue")
    sends(form_of(page, "card.edit").first)
    assert "Paint it blue" in board.columns()["Doing"]


def test_what_needs_script_is_not_shown(page: Page, house: House) -> None:
    visit(page, page.url + house.board().path.lstrip("/"))
    expect(page.locator(".trigger, .connection, .menu").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Paint")).to_be_visible()
