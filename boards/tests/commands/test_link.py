"""Commands on links for guests: how long they last, and that the journal tells of them and not of their secrets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from boards.models import Board, Change, Link, Patch, User
from boards.refusal import Reason, Refusal
from boards.tests.activity.reading import lines
from boards.tests.acts import do, frame_of, make_link


@pytest.mark.parametrize(("days", "lasts"), [("", None), ("1", 1), ("365", 365)])
def test_a_link_lasts_as_long_as_was_said(board: Board, alice: User, days: str, lasts: int | None) -> None:
    link = make_link(alice, board, days=days)
    if lasts is None:
        assert link.expires_at is None
    else:
        assert link.expires_at is not None
        assert abs(link.expires_at - timezone.now() - timedelta(days=lasts)) < timedelta(minutes=5)
    assert not link.is_over and link.created_by == alice


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": "", "days": "1"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "Press", "days": "0"}, "days"),
        ({"name": "Press", "days": "99999"}, "days"),
        ({"name": "Press", "days": "soon"}, "days"),
    ],
)
def test_what_makes_no_link_is_refused_beside_its_field(
    board: Board, alice: User, fields: dict[str, str], named: str
) -> None:
    with pytest.raises(Refusal) as refused:
        do(alice, board, "link.create", **fields)
    assert (refused.value.reason, list(refused.value.errors)) == (Reason.INVALID, [named])
    assert not Link.objects.filter(board=board).exists()


def test_the_journal_tells_of_a_link_and_not_of_its_secret(board: Board, alice: User) -> None:
    link = make_link(alice, board, "Customers & co.", days="7")
    secret, digest = link.secret, link.digest
    do(alice, board, "link.revoke", link=link)
    journal = str(list(Change.objects.values()) + list(Patch.objects.values()))
    assert secret not in journal and digest not in journal
    assert lines(board, kind="people") == [
        "Alice took back the guests’ link “Customers &amp; co.”",
        "Alice showed the board to guests by the link “Customers &amp; co.”",
    ]


def test_hubs_look_again_who_may_listen(board: Board, alice: User) -> None:
    made = do(alice, board, "link.create", name="Press")
    taken_back = do(alice, board, "link.revoke", link=board.links.get())
    assert frame_of(made).access and frame_of(taken_back).access
    assert not frame_of(do(alice, board, "board.rename", name="Ship")).access
