"""The page where a board's background is chosen, and where it shows."""

from boards.models import Background, Board, User
from boards.tests.acts import do
from boards.tests.views.conftest import Browse


def test_who_may_choose_is_offered_all_of_them(
    board: Board, alice: User, bob: User, charlie: User, browse: Browse
) -> None:
    address = f"{board.get_absolute_url()}background/"
    do(alice, board, "board.set_background", background="sand")
    page = browse(alice).get(address)
    assert page.text.count('data-command="board.set_background"') == len(Background)
    assert page.text.count('aria-pressed="true"') == 1 and 'value="sand" aria-pressed="true"' in page.text
    part = browse(alice).get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.text and {"HX-Request", "Cookie"} <= set(part["Vary"].split(", "))
    assert "data-command" not in browse(bob).get(address).text.partition("<main")[2]
    assert browse(charlie).get(address).status_code == 404


def test_it_shows_on_the_board_and_among_the_boards(board: Board, alice: User, bob: User, browse: Browse) -> None:
    do(alice, board, "board.set_background", background="meadow")
    for path in (board.get_absolute_url(), "/"):
        assert 'data-background="meadow"' in browse(bob).get(path).text
