"""Row 18: no story has a violation of the policy: every page of every browser is heard, and no violation is pardoned.

What the policy is, on every answer: ``boards/tests/security/test_18_policy.py``.
"""

import pytest
from playwright.sync_api import Page

from e2e.actors import POLICY, Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.places import visit

ENGINES = ["chromium", "firefox"]
# What an attacker would put into a page, had something let it through.
MISDEEDS = {
    "an inline handler": "<img src='/nowhere.png' onerror='window.done = true'>",
    "an inline style": "<p style='position: fixed'>x</p>",
    "a picture from elsewhere": "<img src='https://evil.example/spy.png'>",
    "a script from here without a nonce": "SCRIPT",
    "a frame": "<iframe src='/'></iframe>",
    "a style sheet from elsewhere": "<link rel='stylesheet' href='https://evil.example/x.css'>",
}
PUT = """(html) => {
    if (html === "SCRIPT") {
        const script = document.createElement("script");
        script.src = "/static/js/evil.js";
        document.body.append(script);
    } else document.body.insertAdjacentHTML("beforeend", html);
}"""


def commits(page: Page, misdeed: str, actor: Actor) -> None:
    """Do something that the policy forbids, and wait until that is told."""
    heard = len(actor.problems)
    page.evaluate(PUT, MISDEEDS[misdeed])
    page.wait_for_timeout(0)
    while not any(POLICY.search(each) for each in actor.problems[heard:]):
        page.context.wait_for_event("console", timeout=15_000)
    assert not page.evaluate("() => window.done")


@pytest.mark.parametrize("misdeed", MISDEEDS)
@pytest.mark.parametrize("name", ENGINES)
def test_a_violation_is_stopped_and_told_and_nothing_pardons_it(
    name: str, misdeed: str, cast: Cast, house: House, board: Board
) -> None:
    vera = cast("Vera", house, engine=name).opens(board)
    # What is smuggled in keeps no rules.
    vera.is_looked_at = False
    commits(vera.page, misdeed, vera)
    vera.may_lose_the_server().may_hear(".")
    assert any(POLICY.search(each) for each in vera.complaints())
    vera.problems.clear()


def test_pages_that_a_story_opens_beside_its_own_are_heard_too(cast: Cast, house: House, board: Board) -> None:
    vera = cast("Vera", house).opens(board)
    vera.is_looked_at = False
    beside = vera.context.new_page()
    visit(beside, vera.url)
    commits(beside, "an inline style", vera)
    with vera.context.expect_page() as opened:
        vera.page.evaluate("() => { window.open('/roles/', '_blank'); }")
    popup = opened.value
    popup.wait_for_load_state()
    vera.problems.clear()
    commits(popup, "an inline style", vera)
    vera.problems.clear()
