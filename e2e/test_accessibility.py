"""No page, menu, editor or notice breaks a rule that axe can check, in light and in dark.

What stories end with is looked at anyway (``e2e/casting.py``); these go to what others only pass through.
"""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board, House


def test_pages(alice: Actor, board: Board) -> None:
    alice.may_hear("404", "422")
    paths = [
        "/",
        "/roles/",
        "/look/",
        "/accounts/profile/",
        "/accounts/email/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/nowhere/",
    ]
    for path in [
        *paths,
        board.path + "archive/",
        board.path + "c/1/",
        board.path + "members/",
        board.path + "activity/",
    ]:
        alice.goes_to(path)
        alice.breaks_no_rule()
    alice.page.locator(".path a").last.click()
    alice.breaks_no_rule()
    alice.is_live()
    alice.chooses(alice.card("Pack"), "Archive")
    alice.chooses(alice.column("Done").locator(".column-head"), "Archive with its cards")
    alice.is_saved()
    alice.goes_to(board.path + "archive/")
    alice.breaks_no_rule()
    alice.page.locator("[popovertarget^=ask-]").first.click()
    alice.breaks_no_rule()
    alice.context.clear_cookies()
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        alice.goes_to(path)
        alice.breaks_no_rule()


def test_the_activity_with_all_that_it_can_show(alice: Actor, board: Board, house: House) -> None:
    house.ask("describe_often", board=board.id, person="Alice", count=60)
    alice.opens(board)
    for text in ("One coat", "Three coats"):
        alice.describes("Paint", text)
        alice.is_saved()
    alice.undoes()
    alice.is_saved()
    alice.goes_to(board.path + "activity/")
    alice.is_live()
    alice.page.locator(".activity-list summary").click()
    expect(alice.page.get_by_text("undone by Alice")).to_be_visible()
    alice.breaks_no_rule()
    alice.goes_to(board.path + "activity/?kind=people")
    alice.breaks_no_rule()
    alice.opens(board)
    alice.opens_card("Paint")
    alice.dialog.get_by_text("Activity").click()
    expect(alice.entries.first).to_be_visible()
    alice.breaks_no_rule()


def test_a_board_with_everything_open(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.breaks_no_rule()
    alice.chooses(alice.card("Pack"))
    expect(alice.menu).to_be_visible()
    alice.breaks_no_rule()
    alice.page.keyboard.press("Escape")
    alice.starts_editing("Paint", "x" * 501)
    alice.breaks_no_rule()
    alice.adds_column("Later")
    alice.gives("card.archive", {"card": "nonsense"})
    expect(alice.notices).to_have_count(1)
    alice.breaks_no_rule()


def test_a_dialog_with_a_text_and_without_and_an_empty_board(alice: Actor, board: Board) -> None:
    alice.opens(board)
    for title in ("Paint", "Call"):
        alice.opens_card(title)
        alice.breaks_no_rule()
        alice.page.keyboard.press("Escape")
    for name in ("To do", "Doing", "Done"):
        alice.chooses(alice.column(name).locator(".column-head"), "Archive with its cards")
        alice.is_saved()
    expect(alice.page.get_by_role("heading", name="A board begins with a column")).to_be_visible()
    alice.breaks_no_rule()
    alice.adds_column("Later")
    expect(alice.page.get_by_role("heading", name="A board begins with a column")).to_be_hidden()
