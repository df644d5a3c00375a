"""Nobody's address, hash or token gets into what another person is sent."""

import pytest
from django.db.models import Q

from boards.models import Board, Membership, User
from boards.tests.acts import do, frame_of
from boards.tests.views.conftest import browse
from boards.tests.views.test_pages import pages

__all__ = ["browse"]


def secrets(people: list[User]) -> list[str]:
    return [secret for user in people for secret in (user.email, user.password, user.get_session_auth_hash())]


@pytest.mark.parametrize("name", ["Alice", "Bob", "Vera"])
def test_no_page_of_a_board_tells_more_than_names_of_others(name: str, board: Board, browse: object) -> None:
    reader = board.members.get(name=name)
    others = secrets(list(User.objects.filter(~Q(pk=reader.pk))))
    client = browse(reader)  # type: ignore[operator]
    for page, address in {**pages(board), "home": "/"}.items():
        text = client.get(address, {"revision": "-1"} if page == "since" else {}).text
        assert not [secret for secret in others if secret in text], page


def test_no_frame_tells_whose_address_it_is(board: Board, alice: User, charlie: User) -> None:
    outcome = do(alice, board, "member.add", email=charlie.email, role="editor")
    assert Membership.objects.filter(board=board, user=charlie).exists()
    frame = frame_of(outcome)
    sent = str(frame.to_message())
    assert "member.add" in sent
    assert not [secret for secret in secrets([alice, charlie]) if secret in sent]
