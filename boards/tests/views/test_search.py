"""The page that finds: with script and without, for whoever is signed in, as often as people ask."""

import pytest
from django.urls import reverse

from boards import limits
from boards.limits import Budget
from boards.models import Board, User
from boards.tests.page import parse
from boards.tests.views.conftest import Browse

ADDRESS = "/search/"


def test_without_script_it_is_a_page_with_a_form_and_links(board: Board, bob: User, browse: Browse) -> None:
    page = browse(bob).get(ADDRESS, {"q": "pack"}).text
    assert f'href="/b/{board.pk}/c/1/"' in page and 'name="q" value="pack"' in page
    assert f'href="{board.get_absolute_url()}">Boat</a>' in browse(bob).get(ADDRESS).text


def test_script_gets_the_same_links_alone(board: Board, bob: User, browse: Browse) -> None:
    response = browse(bob).get(ADDRESS, {"q": "pack", "board": str(board.pk)}, headers={"HX-Request": "true"})
    (root,) = parse(response.text).elements()
    assert root.attributes["id"] == "found"
    links = [each.attributes["href"] for each in root.walk() if each.tag == "a"]
    activity = reverse("boards:activity", args=[board.pk])
    people = [f"{activity}?person={board.members.get(name=name).pk}" for name in ("Alice", "Bob", "Vera")]
    assert links == [*people, f"/b/{board.pk}/c/1/"]
    assert response["Cache-Control"] == "no-store" and "HX-Request" in response["Vary"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("asked", ["?q=pack", "?q=boat", "?q=", "?q=%00", "?board=nonsense", "?q=alice&board={board}"])
def test_an_outsider_is_answered_as_if_the_board_were_not_there(
    asked: str, headers: dict[str, str], board: Board, charlie: User, browse: Browse
) -> None:
    page = browse(charlie).get(ADDRESS + asked.format(board=board.pk), headers=headers)
    assert page.status_code == 200
    for secret in (f"/b/{board.pk}/", "Boat", "Pack", "Vera", "Bob"):
        assert secret not in page.text


def test_who_is_not_signed_in_is_asked_to(browse: Browse) -> None:
    response = browse(None).get(ADDRESS, {"q": "pack"})
    assert response.status_code == 302 and response["Location"].startswith(reverse("account_login"))


def test_whoever_asks_too_often_waits_and_nobody_else_does(
    board: Board, alice: User, bob: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "searches", Budget(rate=0, burst=2))
    told = [browse(bob).get(ADDRESS, {"q": "pack"}) for _ in range(3)]
    assert [each.status_code for each in told] == [200, 200, 429]
    assert "Pack" not in told[-1].text
    assert browse(alice).get(ADDRESS, {"q": "pack"}).status_code == 200


@pytest.mark.parametrize("address", ["/help/", "/keys/"])
def test_help_and_keys_have_the_same_list(address: str, bob: User, browse: Browse) -> None:
    page = browse(bob).get(address).text
    assert page.count('<div class="keys">') == 1 and "Ctrl" in page
    assert browse(None).get(address).status_code == 302
