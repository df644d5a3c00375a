"""Who may go on listening."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.live import admission
from boards.live.admission import NOT_A_MEMBER, SIGN_IN_AGAIN
from boards.models import Board, Membership, User
from boards.tests.doors import sign_in
from boards.tests.ears import Ear


def sign_out(ear: Ear, user: User) -> None:
    Session.objects.filter(session_key=ear.session_key).delete()


def expire(ear: Ear, user: User) -> None:
    Session.objects.filter(session_key=ear.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))


def change_password(ear: Ear, user: User) -> None:
    user.set_password("another-horse-battery")
    user.save(update_fields=["password"])


def deactivate(ear: Ear, user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def delete(ear: Ear, user: User) -> None:
    User.objects.filter(pk=ear.user.pk).delete()


def sign_in_as_another(ear: Ear, user: User) -> None:
    session = Session.objects.get(session_key=ear.session_key)
    other = Session.objects.get(session_key=sign_in(User.objects.get(name="Alice")))
    Session.objects.filter(pk=session.pk).update(session_data=other.session_data)


def remove(ear: Ear, user: User) -> None:
    Membership.objects.filter(user=user).delete()


ENDS = [
    (sign_out, SIGN_IN_AGAIN),
    (expire, SIGN_IN_AGAIN),
    (change_password, SIGN_IN_AGAIN),
    (deactivate, SIGN_IN_AGAIN),
    (delete, SIGN_IN_AGAIN),
    (sign_in_as_another, SIGN_IN_AGAIN),
    (remove, NOT_A_MEMBER),
]


@pytest.mark.parametrize(("end", "code"), ENDS, ids=[end.__name__ for end, _ in ENDS])
def test_whoever_may_not_listen_any_more_is_told_why_and_nobody_else(
    end: Callable[[Ear, User], None], code: int, board: Board, alice: User, bob: User
) -> None:
    alices, bobs = Ear(alice, sign_in(alice)), Ear(bob, sign_in(bob))
    assert admission.check(board_id=board.pk, sockets=[alices, bobs]) == [None, None]
    end(bobs, bob)
    assert admission.check(board_id=board.pk, sockets=[alices, bobs, alices]) == [None, code, None]


def test_a_member_of_another_board_is_not_one_here(board: Board, foreign: Board, charlie: User) -> None:
    ear = Ear(charlie, sign_in(charlie))
    assert admission.check(board_id=foreign.pk, sockets=[ear]) == [None]
    assert admission.check(board_id=board.pk, sockets=[ear]) == [NOT_A_MEMBER]


def test_it_asks_as_often_for_many_sockets_as_for_one(board: Board, alice: User, bob: User) -> None:
    ears = [Ear(user, sign_in(user)) for user in (alice, bob) for _ in range(10)]
    for sockets in (ears, ears[:1]):
        with CaptureQueriesContext(connection) as asked:
            admission.check(board_id=board.pk, sockets=sockets)
        assert len(asked) == 2


def test_sockets_learn_how_their_people_look_now(board: Board, bob: User) -> None:
    ear = Ear(User.objects.get(pk=bob.pk), sign_in(bob))
    User.objects.filter(pk=bob.pk).update(name="Bobby", picture="f" * 32)
    admission.check(board_id=board.pk, sockets=[ear])
    assert (ear.user.name, ear.user.picture) == ("Bobby", "f" * 32)


def test_what_has_not_changed_is_not_reckoned_again(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears = [Ear(user, sign_in(user)) for user in (alice, bob)]
    read: list[str] = []
    real = admission._decoded

    def counted(session: str) -> dict[str, str]:
        read.append(session)
        return real(session)

    monkeypatch.setattr(admission, "_decoded", counted)
    for _ in range(3):
        assert admission.check(board_id=board.pk, sockets=ears) == [None, None]
    assert len(read) == 2
    # Hers is written anew: another look at her, and none at him.
    session = SessionStore(ears[0].session_key)
    session["colour"] = "red"
    session.save()
    assert admission.check(board_id=board.pk, sockets=ears) == [None, None]
    assert len(read) == 3
