"""Pages in other languages: chosen by whoever reads them, no wider than the screen, and written from the right."""

from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.mouse import box_of

SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
PATHS = ("/", "/roles/", "/keys/", "/accounts/profile/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/delete/")
ON_A_BOARD = ("members/", "activity/", "archive/", "c/1/?page", "c/1/versions/")
# Before anything is laid out.
MIRROR = """
new MutationObserver((_, observer) => {
  if (!document.documentElement) return;
  document.documentElement.dir = "rtl";
  observer.disconnect();
}).observe(document, { childList: true });
"""
# Words that do not fit into what they stand in.
CUT = """
() => [...document.querySelectorAll("button, a.button, summary, h1, h2, label")]
  .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden, .columns"))
  .filter((each) => getComputedStyle(each).display !== "inline" && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.trim())
"""


# A phone is where room is short; German has the longest words.
@pytest.mark.parametrize(
    ("language", "screen"), [("de", "desktop"), *((each, "phone") for each in ("de", "es", "fr", "ja"))]
)
def test_words_of_each_language_have_room(cast: Cast, house: House, board: Board, language: str, screen: str) -> None:
    visitor = cast("", house, locale=language, **SCREENS[screen])
    visitor.goes_to("/accounts/login/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", language)
    has_room(visitor)
    _has_room_everywhere(cast("Alice", house, locale=language, **SCREENS[screen]), board)


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_that_are_written_from_the_right_have_room(cast: Cast, house: House, board: Board, screen: str) -> None:
    alice = cast("Alice", house, **SCREENS[screen])
    alice.context.add_init_script(MIRROR)
    _has_room_everywhere(alice, board)


def test_a_page_that_is_written_from_the_right_is_mirrored(cast: Cast, house: House, board: Board) -> None:
    alice = cast("Alice", house)
    alice.context.add_init_script(MIRROR)
    alice.opens(board)
    first, second = (box_of(alice.column(name)) for name in ("To do", "Doing"))
    assert first["x"] > second["x"]
    assert box_of(alice.page.locator(".mark"))["x"] > box_of(alice.page.locator(".me"))["x"]
    assert alice.board.evaluate("(board) => board.scrollLeft") == 0
    alice.card("Pack").locator(".card-title a").click()
    side, text = box_of(alice.dialog.locator(".dialog-side")), box_of(alice.dialog.locator(".inside"))
    assert side["x"] < text["x"]
    close = box_of(alice.dialog.locator("[data-close]"))
    assert close["x"] < side["x"] + side["width"]


def test_a_visitor_and_then_an_account_choose_a_language(cast: Cast, house: House, board: Board) -> None:
    bob = cast("", house, locale="fr-FR")
    bob.goes_to("/accounts/login/")
    bob.page.get_by_label("Langue").select_option("Deutsch")
    bob.page.get_by_role("button", name="Changer", exact=True).click()
    expect(bob.page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    expect(bob.page.locator("html")).to_have_attribute("lang", "de")

    alice = cast("Alice", house, locale="fr-FR")
    alice.goes_to("/accounts/profile/")
    alice.page.get_by_label("Langue").select_option("Español")
    alice.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(alice.page.locator(".messages")).to_have_text("Se guardó tu perfil.")
    alice.page.get_by_label("Idioma").select_option("")
    alice.page.get_by_role("button", name="Guardar", exact=True).click()
    expect(alice.page.locator(".messages")).to_have_text("Votre profil a été enregistré.")


def test_what_script_says_and_times_are_in_the_language_of_the_page(cast: Cast, house: House, board: Board) -> None:
    alice = cast("Alice", house, locale="de-DE").opens(board)
    bob = cast("Bob", house, locale="fr-FR").opens(board)
    alice.page.locator(".add-card").first.click()
    alice.page.get_by_label("Titel der neuen Karte").fill("Lüften")
    alice.page.keyboard.press("Enter")
    expect(bob.card("Lüften")).to_be_visible()
    expect(bob.page.locator("#announcer")).to_contain_text("Alice a ajouté «\u00a0Lüften\u00a0» dans To do.")
    bob.goes_to(f"{board.path}activity/")
    expect(bob.page.locator("[data-said]").first).to_contain_text("Alice a ajouté Lüften dans To do")
    expect(bob.page.locator(".activity-day h3").first).to_have_text("Aujourd’hui")


def _has_room_everywhere(actor: Actor, board: Board) -> None:
    actor.opens(board)
    has_room(actor)
    actor.card("Pack").locator(".card-title a").click()
    expect(actor.dialog.locator(".dialog-side")).to_be_visible()
    has_room(actor)
    for path in (*PATHS, *(board.path + each for each in ON_A_BOARD)):
        actor.goes_to(path)
        has_room(actor)


def has_room(actor: Actor) -> None:
    """See that nothing is wider than the window, and no word than what it stands in."""
    width = actor.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, f"{actor.page.url} is {width} pixels too wide"
    assert actor.page.evaluate(CUT) == [], actor.page.url
