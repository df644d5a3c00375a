"""The board that explains itself: whatever it says can be kept on a board, in every language, and is offered once."""

from django.test import Client
from django.urls import reverse

from boards import first_board
from boards.markdown import to_html
from boards.models import Board, User
from boards.models.fields import DESCRIPTION_LENGTH, NAME_LENGTH, TITLE_LENGTH
from boards.tests.views.conftest import Browse, browse

__all__ = ["browse"]


def test_all_of_it_fits_on_a_board_and_has_form() -> None:
    for plan in first_board.columns():
        assert 0 < len(plan.name) <= NAME_LENGTH
        for title, description in plan.cards:
            assert 0 < len(title) <= TITLE_LENGTH and 0 < len(description) <= DESCRIPTION_LENGTH
    html = "".join(to_html(description) for _, description in first_board.start_here().cards)
    for tag in ("<strong>", "<em>", "<li>", "<table>", "<blockquote>", "<code>", "<a "):
        assert tag in html, tag


def test_whoever_has_no_board_is_offered_it_and_nobody_else(
    board: Board, alice: User, charlie: User, browse: Browse
) -> None:
    def offered(client: Client) -> bool:
        return 'name="example"' in client.get(reverse("boards:home")).text

    newcomer = browse(charlie)
    assert offered(newcomer) and not offered(browse(alice))
    response = newcomer.post(reverse("boards:create"), {"example": "yes"})
    made = Board.objects.get(memberships__user=charlie)
    assert (response.status_code, response["Location"]) == (302, made.get_absolute_url())
    assert made.name == "A first board"
    assert [column.name for column in made.columns.all()] == ["Start here", "To do", "Doing", "Done"]
    assert not offered(newcomer)
