"""What a chat or a search engine learns of a link: that there is a Liveboard, and nothing of what is on it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from boards.models import Board, User
from boards.tests.acts import do
from boards.tests.views.conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)


def preview(html: str) -> dict[str, str]:
    """Return what the page says to whoever shows a link to it."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):\w+|description)" content="([^"]*)"', html))


def addresses(board: Board, owner: User) -> list[str]:
    """Return a board's address, a card's and a guests' link."""
    do(owner, board, "link.create", name="For guests")
    link = board.links.get()
    return [board.get_absolute_url(), f"{board.get_absolute_url()}c/1/", reverse("boards:guest", args=[link.secret])]


def test_a_link_shows_the_product_and_nothing_of_the_board(board: Board, alice: User, client: Client) -> None:
    for address in addresses(board, alice):
        page = client.get(address, follow=True)
        found = preview(page.text)
        assert found["og:title"] == found["og:site_name"] == "Liveboard"
        assert found["og:image"].startswith(settings.PUBLIC_URL)
        assert found["twitter:card"] == "summary"
        told = " ".join(found.values())
        assert not [name for name in (board.name, alice.name, "Pack") if name in told], address


def test_no_page_is_for_search_engines(board: Board, alice: User, client: Client) -> None:
    for address in (*addresses(board, alice), "/accounts/login/", "/nowhere/", "/manifest.webmanifest"):
        assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow", address


def test_whoever_is_signed_in_gets_no_words_for_chats(board: Board, alice: User, browse: Browse) -> None:
    assert preview(browse(alice).get(board.get_absolute_url()).text) == {}
