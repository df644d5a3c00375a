"""The first page of a large board: one answer, few queries, few bytes, few nodes."""

import gzip
import re

import pytest
from django.db import connection
from django.template import engines
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from board_project.modules import modules_of
from boards import demo, limits, queries
from boards.commands.board import create_board
from boards.models import Board, Card, User, Visit
from boards.tests.acts import do
from boards.tests.conftest import PASSWORD

MOST_QUERIES = 10
MOST_BYTES = 60 * 1024
BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def large(alice: User) -> Board:
    """A board of a thousand cards with ids, titles and descriptions as people have them."""
    return create_board(owner=alice, name="Large", columns=demo.plans(columns=5, cards=1_000))


@pytest.fixture
def client(alice: User) -> Client:
    """Alice's browser, signed in by the form: where that was is remembered from there on."""
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    return client


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    statements = [each["sql"] for each in asked.captured_queries]
    return [each for each in statements if not each.startswith(BOOKKEEPING)]


def test_a_page_takes_few_queries_even_when_the_visit_and_the_session_are_noted(large: Board, client: Client) -> None:
    limits.looks.forget()
    queries.epoch()
    first = queries_of(client, large.get_absolute_url())
    assert any("boards_visit" in each and each.startswith("INSERT") for each in first)
    assert len(first) <= MOST_QUERIES
    assert len(queries_of(client, large.get_absolute_url())) <= MOST_QUERIES - 3


def test_another_visit_is_noted_in_the_same_row_and_leaves_the_star(board: Board, alice: User, client: Client) -> None:
    Visit.objects.create(board=board, user=alice, starred=True)
    client.get(board.get_absolute_url())
    visit = Visit.objects.get(board=board, user=alice)
    assert visit.starred
    assert visit.opened_at is not None


def test_a_thousand_cards_travel_in_sixty_kilobytes(large: Board, client: Client) -> None:
    page = client.get(large.get_absolute_url())
    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    assert gzip.decompress(page.content).count(b'class="card"') == 1_000
    assert len(page.content) <= MOST_BYTES


def test_the_size_of_what_is_compressed_is_blurred(large: Board, client: Client) -> None:
    # The fewer bytes of padding a stranger can average out, the better; what counts is that there are any.
    assert len({len(client.get(large.get_absolute_url()).content) for _ in range(8)}) > 1


def test_what_was_missed_is_compressed_as_well(large: Board, alice: User, client: Client) -> None:
    do(alice, large, "board.rename", name="Larger")
    missed = client.get(f"{large.get_absolute_url()}since/", {"revision": "-1"})
    assert missed["Content-Encoding"] == "gzip"


def test_whoever_does_not_ask_for_it_gets_nothing_compressed(board: Board, client: Client) -> None:
    page = client.get(board.get_absolute_url(), headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in page


def test_a_page_names_every_module_of_its_script_in_its_head(board: Board, client: Client) -> None:
    page = gzip.decompress(client.get(board.get_absolute_url()).content).decode()
    head, body = page.split("</head>")
    nonces = set(re.findall(r'nonce="([^"]+)"', page))
    named = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)" nonce="([^"]+)">', head)
    assert [name for name, _ in named] == list(modules_of("js/board.js"))
    assert {nonce for _, nonce in named} == nonces
    assert '<script type="module" src="/static/js/board.js"' in body


def test_a_tile_has_no_empty_text_and_no_picture(board: Board) -> None:
    tile = get_template("boards/_card.html").render({"card": Card.objects.filter(board=board).first()}).strip()
    assert not re.search(r">\s+<", tile)
    # The picture of each would be a copy of the sprite's, which the browser keeps beside the page's own elements.
    assert "<svg" not in tile
    assert len(re.findall(r"<[a-z]", tile)) <= 7


def test_a_partial_for_each_row_is_what_a_loop_of_includes_gives(board: Board) -> None:
    cards = list(Card.objects.filter(board=board))

    def rendered(body: str) -> str:
        return engines["django"].from_string("{% load liveboard %}" + body).render({"cards": cards})

    loop = "".join(get_template("boards/_card.html").render({"card": each}).strip() for each in cards)
    assert rendered('{% include_each "boards/_card.html" "card" cards %}') == loop
    # The variable is gone afterwards.
    assert rendered('{% include_each "boards/_card.html" "card" cards %}{{ card }}') == loop
