"""Every page fits: on the smallest phone, enlarged to 400 %, and with letters and lines further apart.

WCAG 2.2: 1.4.10 (reflow), 1.4.12 (text spacing), 2.5.8 (size of targets). A window of 1280 by 1024 pixels that is
enlarged to 400 % has 320 by 256.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.browsers import script
from e2e.conftest import Cast
from e2e.house import Board, House

PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SIZES: dict[str, dict[str, Any]] = {
    "phone": PHONE,
    "enlarged": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "spaced": {},
    "spaced on a phone": PHONE,
}
# As the success criterion has it. A sheet that is constructed is no inline style.
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  const letters = "letter-spacing: 0.12em !important; word-spacing: 0.16em !important";
  sheet.replaceSync(`* { line-height: 1.5 !important; ${letters} } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
ACCOUNT = (
    "/accounts/profile/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/export/",
    "/accounts/delete/",
    "/accounts/logout/",
)
OTHERS = ("/", "/roles/", "/keys/", "/offline/", "/nowhere/")
STRANGERS = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/")
OF_A_BOARD = (
    "members/",
    "activity/",
    "archive/",
    "farewell/",
    "c/1/?page",
    "c/1/versions/",
    "c/1/activity/",
    "c/4/?page",
)
WORD = "Unbreakable" * 6

# What does not fit, in a window of 320 pixels.
MISFITS = {
    "The page is": "<p style='inline-size: 400px'>x</p>",
    "Beyond the edge": "<p style='position: fixed; left: 300px; inline-size: 60px'>Too far</p>",
    "Cut off": "<div style='block-size: 1em; overflow: hidden'><p>Much<br>to<br>say</p></div>",
    "Over another text": "<p>One</p><p style='margin-block-start: -2.1em'>Two</p>",
    "Too small a target": "<button style='font-size: 6px'>A</button><button style='font-size: 6px'>B</button>",
}

type Look = Callable[[Actor], None]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """Give each way in which there is little room."""
    return str(request.param)


@pytest.fixture
def alice(cast: Cast, house: House, size: str) -> Actor:
    """Give alice at such a screen."""
    return cast("Alice", house, **SIZES[size])


@pytest.fixture
def look(size: str) -> Look:
    """Give what looks at a page and fails where something does not fit."""

    def fits(actor: Actor) -> None:
        if "spaced" in size and not actor.page.evaluate("() => document.adoptedStyleSheets.length"):
            actor.page.evaluate(SPACE)
        problems = actor.page.evaluate(script("fit"))
        if problems:
            pytest.fail(f"On {actor.page.url}:\n" + "\n".join(problems))

    return fits


@pytest.mark.parametrize("what", MISFITS)
def test_what_does_not_fit_is_found(cast: Cast, house: House, what: str) -> None:
    actor = cast("", house, **SIZES["enlarged"])
    actor.is_looked_at = False
    actor.page.set_content(f"<!doctype html><body>{MISFITS[what]}</body>")
    assert any(problem.startswith(what) for problem in actor.page.evaluate(script("fit")))


def test_pages_of_the_account_and_the_house(alice: Actor, look: Look) -> None:
    alice.may_hear("404")
    for path in (*OTHERS, *ACCOUNT):
        alice.goes_to(path)
        look(alice)
    alice.context.clear_cookies()
    for path in STRANGERS:
        alice.goes_to(path)
        look(alice)


def test_pages_of_a_board(alice: Actor, house: House, look: Look) -> None:
    board = house.board([["To do", [["Pack", f"# {WORD}\n\n{WORD}"], "Call"]], ["Doing", [WORD, "Sand"]]], name=WORD)
    alice.goes_to("/")
    look(alice)
    for path in OF_A_BOARD:
        alice.goes_to(board.path + path)
        look(alice)
    alice.goes_to(board.path + "c/1/?page")
    alice.page.locator(".path a").last.click()
    look(alice)


def test_a_board_with_its_menus_editors_and_dialog(alice: Actor, board: Board, look: Look) -> None:
    alice.opens(board)
    look(alice)
    alice.page.locator(".board-bar .trigger[data-menu=board]").first.click()
    expect(alice.menu).to_be_visible()
    look(alice)
    alice.page.keyboard.press("Escape")
    alice.chooses(alice.card("Pack"))
    expect(alice.menu).to_be_visible()
    look(alice)
    alice.page.keyboard.press("Escape")
    alice.starts_editing("Pack", WORD)
    look(alice)
    alice.page.keyboard.press("Escape")
    alice.opens_card("Pack")
    look(alice)
    alice.dialog.get_by_role("button", name="Edit").first.click()
    expect(alice.dialog.locator("textarea[name=description]")).to_be_visible()
    look(alice)
    # Nothing less keeps phones from enlarging the page around a field.
    if alice.page.evaluate("() => matchMedia('(pointer: coarse)').matches"):
        sizes = alice.page.locator("input:visible, textarea:visible, select:visible").evaluate_all(
            "(fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize))"
        )
        assert min(sizes) >= 16
