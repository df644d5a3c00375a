"""Every page: for members as their role allows, for everybody else as if it were not there."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.models import Board, Card, User
from boards.tests.acts import card, column, do
from boards.tests.page import parse
from boards.tests.views.conftest import Browse


def pages(board: Board) -> dict[str, str]:
    """Return the address of every page of a board, by name."""
    # The first card: keys are in order within a column only.
    number = Card.objects.filter(board=board).order_by("number").values_list("number", flat=True)[0]
    return {
        "board": reverse("boards:board", args=[board.pk]),
        "since": reverse("boards:since", args=[board.pk]),
        "archive": reverse("boards:archive", args=[board.pk]),
        "card": reverse("boards:card", args=[board.pk, number]),
        "editor": reverse("boards:card-editor", args=[board.pk, number]),
        "activity": reverse("boards:activity", args=[board.pk]),
        "activity of a card": reverse("boards:card-activity", args=[board.pk, number]),
        "versions": reverse("boards:card-versions", args=[board.pk, number]),
        "members": reverse("boards:members", args=[board.pk]),
        "shell": reverse("boards:shell", args=[board.pk]),
        "column": reverse("boards:column", args=[board.pk, board.columns.first().pk]),  # type: ignore[union-attr]
    }


def test_members_see_every_page_and_only_get_it(
    board: Board, alice: User, bob: User, vera: User, browse: Browse
) -> None:
    for user in (alice, bob, vera):
        client = browse(user)
        for name, address in pages(board).items():
            assert client.get(address).status_code == 200, name
            assert client.post(address).status_code == 405, name


def test_a_child_of_another_board_is_not_there_either(board: Board, foreign: Board, bob: User, browse: Browse) -> None:
    client = browse(bob)
    for address in (
        reverse("boards:card", args=[board.pk, 99]),
        reverse("boards:card-editor", args=[board.pk, 99]),
        reverse("boards:column", args=[board.pk, foreign.columns.get().pk]),
        f"/b/{board.pk}/c/{10**30}/",
        "/b/nonsense/",
    ):
        assert client.get(address).status_code == 404, address


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(board: Board, browse: Browse) -> None:
    for address in (*pages(board).values(), "/"):
        response = browse(None).get(address)
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={address}"


def test_a_viewer_is_offered_no_command(board: Board, vera: User, bob: User, browse: Browse) -> None:
    for name in ("board", "archive", "card", "column"):
        assert "data-command" not in browse(vera).get(pages(board)[name]).text, name
    assert 'data-command="card.edit"' in browse(bob).get(pages(board)["card"]).text


@pytest.mark.parametrize("missed", [0, 1, 4])
def test_since_tells_what_was_missed(missed: int, board: Board, bob: User, browse: Browse) -> None:
    for index in range(4):
        do(bob, board, "column.create", name=f"Column {index}")
    epoch = re.search(r'data-epoch="([^"]+)"', browse(bob).get(pages(board)["board"]).text)
    assert epoch is not None
    response = browse(bob).get(pages(board)["since"], {"epoch": epoch[1], "revision": 5 - missed})
    assert response["Cache-Control"] == "no-store"
    if missed == 0:
        assert (response.status_code, response.content) == (204, b"")
    else:
        (frame,) = parse(response.text).elements()
        assert (frame.attributes["data-from"], frame.attributes["data-revision"]) == (str(5 - missed), "5")
        assert "data-reset" not in frame.attributes


@pytest.mark.parametrize("revision", ["", "x", "-1", "2", "9" * 30, "9" * 5_000, "1.5"])
@pytest.mark.parametrize("epoch", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_since_answers_nonsense_with_the_whole_board(
    revision: str, epoch: str, board: Board, bob: User, browse: Browse
) -> None:
    response = browse(bob).get(pages(board)["since"], {"epoch": epoch, "revision": revision})
    assert response.status_code == 200
    assert "data-reset" in parse(response.text).elements()[0].attributes


def test_the_editor_carries_the_revision_that_it_was_opened_at(board: Board, bob: User, browse: Browse) -> None:
    do(bob, board, "card.edit", card=card(board, "Pack"), title="Sail")
    text = browse(bob).get(pages(board)["editor"]).text
    assert '<input type="hidden" name="base" value="2">' in text and "Sail" in text


def test_the_archive_lists_what_was_taken_off(board: Board, bob: User, browse: Browse) -> None:
    do(bob, board, "card.archive", card=card(board, "Pack"))
    do(bob, board, "column.archive", column=column(board, "Doing"))
    text = browse(bob).get(pages(board)["archive"]).text
    assert "Pack" in text and "Doing" in text and "Call" not in text


def test_the_board_page_asks_as_often_with_many_cards(board: Board, bob: User, browse: Browse) -> None:
    client, counts = browse(bob), []
    client.get(pages(board)["board"])
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(pages(board)["board"])
        counts.append(len(asked))
        for index in range(10):
            do(bob, board, "card.create", column=column(board, "Done"), title=f"Card {index}")
    assert counts[0] == counts[1] <= 12


def test_ones_boards_and_a_new_one(board: Board, foreign: Board, bob: User, browse: Browse) -> None:
    client = browse(bob)
    home = client.get("/").text
    assert "Boat" in home and "Elsewhere" not in home
    made = client.post(reverse("boards:create"), {"name": "<b>Raft</b>"})
    assert made.status_code == 302
    assert "&lt;b&gt;Raft&lt;/b&gt;" in client.get(made["Location"]).text
    for name, words in (("", "Write something"), ("x" * 101, "at most 100")):
        response = client.post(reverse("boards:create"), {"name": name})
        assert response.status_code == 422 and words in response.text and name in response.text


def test_moving_the_last_row_starts_from_where_it_is_and_not_from_the_top(
    board: Board, alice: User, browse: Browse
) -> None:
    client, last = browse(alice), card(board, "Write")
    for address in (last.get_absolute_url(), column(board, "Done").get_absolute_url()):
        selects = [one for one in parse(client.get(address).content.decode()).walk() if one.tag == "select"]
        filled = [[one for one in select.elements() if one.attributes["value"]] for select in selects]
        assert any(filled)
        for options in filter(None, filled):
            assert ["selected" in option.attributes for option in options] == [False] * (len(options) - 1) + [True]


def test_since_without_an_epoch_means_ours(board: Board, alice: User, browse: Browse) -> None:
    do(alice, board, "card.edit", card=card(board, "Pack"), title="Sail")
    address = reverse("boards:since", args=[board.pk])
    answer = browse(alice).get(address, {"revision": 1}).content.decode()
    assert "Sail" in answer and "data-reset" not in answer


def test_the_admin_is_entered_through_the_throttled_door(client: Client) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
