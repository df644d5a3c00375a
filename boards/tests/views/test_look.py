"""Themes by hand: on the first line of every page, for people in their row and for visitors in a cookie."""

import pytest
from django.test import Client

from boards.appearance import Look
from boards.models import Board, Contrast, Theme, User
from boards.tests.views.conftest import Browse

ADDRESS = "/look/"
MORE_DARK = {"theme": "dark", "contrast": "more"}
PAGES = ("/accounts/login/", "/nowhere/")


def first_line(page: str) -> str:
    return page[: page.index("<head>")]


def test_what_one_chose_is_on_every_page_and_on_every_device(board: Board, bob: User, browse: Browse) -> None:
    assert browse(bob).post(ADDRESS, MORE_DARK)["Location"] == ADDRESS
    elsewhere = browse(bob)
    for path in (ADDRESS, "/", board.get_absolute_url(), "/accounts/profile/", "/nowhere/"):
        page = elsewhere.get(path)
        assert 'data-theme="dark" data-contrast="more"' in first_line(page.text), path
        assert '<meta name="color-scheme" content="dark">' in page.text
        # No cache may show it to somebody else.
        assert "Cookie" in page["Vary"]
    browse(bob).post(ADDRESS, {"theme": "", "contrast": ""})
    assert "data-" not in first_line(elsewhere.get("/").text).replace("data-time-zone", "")


def test_a_visitor_has_a_cookie_that_says_nothing_else(db: None, client: Client) -> None:
    for path in PAGES:
        assert 'content="light dark"' in client.get(path).text
    client.post(ADDRESS, MORE_DARK)
    cookie = client.cookies["look"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("dark.more", True, "Lax")
    for path in PAGES:
        page = client.get(path)
        assert 'data-theme="dark" data-contrast="more"' in first_line(page.text)
        assert "Cookie" in page["Vary"]


@pytest.mark.parametrize("nonsense", ["neon.loud", "", '"><script>', "dark", ".more", "a.b.c"])
def test_nonsense_in_the_cookie_is_what_the_system_says(db: None, client: Client, nonsense: str) -> None:
    client.cookies["look"] = nonsense
    page = client.get(PAGES[0])
    assert page.status_code == 200 and "neon" not in page.text and "<script>" not in first_line(page.text)


def test_nonsense_in_the_form_is_refused(bob: User, browse: Browse) -> None:
    page = browse(bob).post(ADDRESS, {"theme": "neon", "contrast": "more"})
    assert page.status_code == 422 and "Select a valid choice" in page.text
    bob.refresh_from_db()
    assert (bob.theme, bob.contrast) == ("", "")


def test_what_surrounds_a_page_follows_the_system_until_one_chooses() -> None:
    media = [media for _, media in Look().grounds]
    assert media == [
        "(prefers-color-scheme: dark) and (prefers-contrast: more)",
        "(prefers-color-scheme: dark)",
        "(prefers-color-scheme: light) and (prefers-contrast: more)",
        "(prefers-color-scheme: light)",
    ]
    assert [media for _, media in Look(theme=Theme.DARK).grounds] == ["(prefers-contrast: more)", ""]
    assert Look(Theme.DARK, Contrast.MORE).grounds == [(Look(theme=Theme.DARK).grounds[0][0], "")]
