"""No page, menu, editor or notice breaks a rule that axe can check, in light and in dark."""

from importlib.resources import files

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
# Preloading style sheets would follow their imports from the wrong folder; no rule of ours needs it.
RUN = """async (rules) => {
  const { violations } = await window.axe.run(document, { runOnly: rules, preload: false });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html} (${nodes.length} times)`);
}"""


@pytest.fixture(params=["light", "dark"])
def alice(cast: Cast, house: House, request: pytest.FixtureRequest) -> Actor:
    """Give alice in a browser that lets axe in."""
    return cast("Alice", house, color_scheme=request.param, bypass_csp=True)


def breaks_no_rule(actor: Actor) -> None:
    actor.page.evaluate(f"() => {{ {AXE} }}")
    found = actor.page.evaluate(RUN, RULES)
    assert not found, f"{actor.page.url}: {found}"


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
        breaks_no_rule(alice)
    alice.page.locator(".path a").last.click()
    breaks_no_rule(alice)
    alice.is_live()
    alice.chooses(alice.card("Pack"), "Archive")
    alice.chooses(alice.column("Done").locator(".column-head"), "Archive with its cards")
    alice.is_saved()
    alice.goes_to(board.path + "archive/")
    breaks_no_rule(alice)
    alice.page.locator("[popovertarget^=ask-]").first.click()
    breaks_no_rule(alice)
    alice.context.clear_cookies()
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        alice.goes_to(path)
        breaks_no_rule(alice)


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
    breaks_no_rule(alice)
    alice.goes_to(board.path + "activity/?kind=people")
    breaks_no_rule(alice)
    alice.opens(board)
    alice.opens_card("Paint")
    alice.dialog.get_by_text("Activity").click()
    expect(alice.entries.first).to_be_visible()
    breaks_no_rule(alice)


def test_a_board_with_everything_open(alice: Actor, board: Board) -> None:
    alice.opens(board)
    breaks_no_rule(alice)
    alice.chooses(alice.card("Pack"))
    expect(alice.menu).to_be_visible()
    breaks_no_rule(alice)
    alice.page.keyboard.press("Escape")
    alice.starts_editing("Paint", "x" * 501)
    breaks_no_rule(alice)
    alice.adds_column("Later")
    alice.gives("card.archive", {"card": "nonsense"})
    expect(alice.notices).to_have_count(1)
    breaks_no_rule(alice)


def test_a_dialog_with_a_text_and_without_and_an_empty_board(alice: Actor, board: Board) -> None:
    alice.opens(board)
    for title in ("Paint", "Call"):
        alice.opens_card(title)
        breaks_no_rule(alice)
        alice.page.keyboard.press("Escape")
    for name in ("To do", "Doing", "Done"):
        alice.chooses(alice.column(name).locator(".column-head"), "Archive with its cards")
        alice.is_saved()
    expect(alice.page.get_by_role("heading", name="A board begins with a column")).to_be_visible()
    breaks_no_rule(alice)
    alice.adds_column("Later")
    expect(alice.page.get_by_role("heading", name="A board begins with a column")).to_be_hidden()
