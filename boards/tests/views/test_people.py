"""The profile: only one's own, only what it names, and the pages follow it."""

import pytest

from boards.models import Board, User
from boards.tests.views.conftest import Browse

ADDRESS = "/accounts/profile/"
GOOD = {"name": "Bob the Builder", "colour": "5", "time_zone": "Europe/Berlin"}


def test_what_is_saved_shows_on_every_page(board: Board, bob: User, browse: Browse) -> None:
    client = browse(bob)
    assert client.post(ADDRESS, GOOD | {"email": "x@example.org", "is_staff": "1"})["Location"] == ADDRESS
    saved = User.objects.get(pk=bob.pk)
    assert (saved.name, saved.colour, saved.time_zone) == ("Bob the Builder", 5, "Europe/Berlin")
    assert (saved.email, saved.is_staff) == (bob.email, False)
    for page in (ADDRESS, "/", board.get_absolute_url()):
        text = client.get(page).text
        assert 'data-time-zone="Europe/Berlin"' in text
    client.post(ADDRESS, GOOD | {"time_zone": ""})
    assert "data-time-zone" not in client.get("/").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Write something here first."),
        ({"name": "x" * 101}, "at most 100"),
        ({"colour": "8"}, "Select a valid choice"),
        ({"time_zone": "../../etc/passwd"}, "Select a valid choice"),
        # A browser refuses it, and with it every moment on a page.
        ({"time_zone": "Factory"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    wrong: dict[str, str], words: str, bob: User, browse: Browse
) -> None:
    response = browse(bob).post(ADDRESS, GOOD | wrong)
    assert response.status_code == 422 and words in response.text
    # The header and the list of members go on with what is saved.
    assert User.objects.get(pk=bob.pk).name == "Bob"


def test_nobody_has_no_profile(db: None, browse: Browse) -> None:
    assert browse(None).get(ADDRESS)["Location"].startswith("/accounts/login/")
