"""The preview of a description: what the card would show, cleaned alike, and nothing saved."""

from django.urls import reverse

from boards.models import Board, Change, User
from boards.tests.acts import card
from boards.tests.views.conftest import Browse

TYPED = {"title": "Bags & boxes", "description": "**Two** <script>alert(1)</script> coats", "base": "1"}


def test_it_shows_what_was_typed_and_saves_nothing(board: Board, bob: User, browse: Browse) -> None:
    address = reverse("boards:card-preview", args=[board.pk, card(board, "Pack").number])
    alone = browse(bob).post(address, TYPED, headers={"HX-Request": "true"}).text
    assert alone.startswith('<div class="preview') and "<strong>Two</strong>" in alone and "<script" not in alone
    page = browse(bob).post(address, TYPED).text
    assert "<strong>Two</strong>" in page and "It is not saved yet" in page
    # The form goes on with everything that was typed, and from the revision that it was typed at.
    assert "Bags &amp; boxes</textarea>" in page and "**Two** &lt;script&gt;" in page
    assert 'name="base" value="1"' in page
    assert card(board, "Pack").description == "Ropes and *lamps*"
    assert Change.objects.filter(board=board).count() == 1


def test_it_is_for_members_only(board: Board, charlie: User, browse: Browse) -> None:
    address = reverse("boards:card-preview", args=[board.pk, card(board, "Pack").number])
    assert browse(charlie).post(address, TYPED).status_code == 404
