"""The archive's page: what stands on it for whom, and the way back to the same search after something was done."""

from urllib.parse import urlencode

from django.urls import reverse

from boards import archive
from boards.models import Board, User
from boards.tests.acts import boat, card, column, do
from boards.tests.views.conftest import Browse


def address(board: Board, **asked: object) -> str:
    return f"{reverse('boards:archive', args=[board.pk])}?{urlencode(asked)}"


def test_whoever_may_only_look_sees_it_without_controls(board: Board, alice: User, vera: User, browse: Browse) -> None:
    do(alice, board, "card.archive", card=card(board, "Call"))
    do(alice, board, "column.archive", column=column(board, "Done"))
    for user, expected in ((alice, 1), (vera, 0)):
        page = browse(user).get(address(board)).text
        assert "Call" in page and "Done" in page
        for verb in ("card.restore", "card.delete", "column.restore", "column.delete"):
            assert page.count(f'data-command="{verb}"') == expected, verb


def test_forms_lead_back_to_the_same_search(board: Board, alice: User, browse: Browse) -> None:
    do(alice, board, "card.archive", card=card(board, "Call"))
    page = browse(alice).get(address(board, q="call", show=100)).text
    assert f'name="next" value="/b/{board.pk}/archive/?q=call&amp;show=100"' in page


def test_a_search_for_what_no_database_takes_finds_what_the_rest_does(
    board: Board, alice: User, browse: Browse
) -> None:
    do(alice, board, "card.archive", card=card(board, "Call"))
    response = browse(alice).get(address(board, q="c\0all"))
    assert response.status_code == 200 and "Call" in response.text


def test_a_page_of_many_leads_to_more_of_the_same_search(alice: User, browse: Browse) -> None:
    board = boat(alice, 1)
    board.cards.update(archived=True)
    first = board.cards.get()
    for number in range(archive.PAGE + 5):
        first.pk, first.number, first.order = None, number + 2, f"z{number:03}"
        first.save(force_insert=True)
    page = browse(alice).get(address(board, q="card")).text
    assert page.count('id="archived-') - 1 == archive.PAGE
    assert 'href="?q=card&amp;show=100"' in page
    more = browse(alice).get(address(board, q="card", show=100)).text
    assert more.count('id="archived-') - 1 == archive.PAGE + 6 and "Show more" not in more
    for nonsense in ("-1", "nine", "9" * 40, "٣"):
        assert browse(alice).get(address(board, show=nonsense)).status_code == 200, nonsense


def test_to_script_it_is_only_the_list_and_no_cache_mixes_the_two(board: Board, alice: User, browse: Browse) -> None:
    response = browse(alice).get(address(board), headers={"HX-Request": "true"})
    assert response.text.startswith('<div id="archive"')
    assert "HX-Request" in response["Vary"] and response["Cache-Control"] == "no-store"


def test_an_empty_one_says_how_it_fills_and_a_search_without_a_hit_says_so(
    board: Board, alice: User, browse: Browse
) -> None:
    assert "Nothing is archived" in browse(alice).get(address(board)).text
    page = browse(alice).get(address(board, q="<b>rope</b>")).text
    assert "0 found for “&lt;b&gt;rope&lt;/b&gt;”" in page and "Nothing is archived" not in page


def test_a_card_of_an_archived_column_comes_back_with_it(board: Board, alice: User, browse: Browse) -> None:
    do(alice, board, "card.archive", card=card(board, "Sand"))
    do(alice, board, "column.archive", column=column(board, "Doing"))
    page = browse(alice).get(address(board)).text
    assert "Restore with its column" in page and 'name="with_column" value="1"' in page
