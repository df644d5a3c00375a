"""Row 17: in real browsers, nothing of the corpus runs, whatever it stands in and whichever way it comes.

Pages and frames, element by element: ``boards/tests/security/test_17_escaping.py``. Here is what script makes of them:
pending tiles, faces, announcements, the activity.
"""

import pytest
from playwright.sync_api import expect

from boards.tests.hostile import PAYLOADS
from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

# Runs in every page before its own scripts: whatever would run of the corpus is noted.
TRAP = """
    window.ran = [];
    window.alert = (what) => window.ran.push(String(what));
"""
# What nothing of ours has, or has only with a nonce or from here.
STRANGE = (
    "script:not([nonce]), iframe, object, embed, math, noscript *, hx-frame, hx-remove, [onerror], [onload], "
    "[onclick], [style*=red], img[src*=evil], a[href^=javascript i], a[href^=data i], a[href^=vbscript i]"
)
PAGES = ("", "members/", "activity/", "archive/", "c/1/?page", "c/2/versions/")


def line(text: str, length: int = 100) -> str:
    return " ".join(text.split())[:length]


def nothing_ran(person: Actor) -> None:
    for page in person.context.pages:
        assert page.evaluate("() => window.ran") == []
        expect(page.locator(STRANGE)).to_have_count(0)


def joins(cast: Cast, house: House, board: Board, payload: str, engine: str) -> Actor:
    """Give somebody of a hostile name a browser on the board."""
    name = line(payload)
    house.ask("make_person", name=name, board=board.id)
    person = cast("", house, engine=engine)
    person.context.add_init_script(TRAP)
    session = house.session(name)
    person.context.add_cookies([{"name": "sessionid", "value": session, "url": person.url}])
    return person.opens(board)


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_nothing_of_the_corpus_runs_in_a_browser(engine: str, cast: Cast, house: House) -> None:
    columns = [[line(payload), [[line(payload, 500), payload]]] for payload in PAYLOADS[:8]]
    board = house.board(columns, name=line(PAYLOADS[0]))
    eve = joins(cast, house, board, PAYLOADS[1], "chromium")
    mallory = joins(cast, house, board, PAYLOADS[3], engine)
    # Who is here, with their names.
    expect(mallory.faces.first).to_be_visible()
    mallory.page.locator("button.faces").click()
    expect(mallory.page.locator(".people-list li")).to_have_count(2)
    mallory.page.keyboard.press("Escape")
    # By script: pending tiles, frames, announcements, offers to undo.
    (column,) = mallory.columns.all()[:1]
    target = str(column.get_attribute("id")).removeprefix("column-")
    for payload in PAYLOADS:
        eve.gives("card.create", {"column": target, "title": payload, "description": payload})
        eve.gives("column.create", {"name": payload[:100]})
    eve.is_saved()
    expect(mallory.columns.nth(0).locator(".card[data-order]")).to_have_count(1 + len(PAYLOADS))
    for person in (eve, mallory):
        nothing_ran(person)
    for path in PAGES:
        assert mallory.goes_to(board.path + path) == 200
        nothing_ran(mallory)
    for number in range(1, 9):
        assert mallory.goes_to(f"{board.path}c/{number}/?page") == 200
        nothing_ran(mallory)
