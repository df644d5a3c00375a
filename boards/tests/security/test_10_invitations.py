"""Row 10: invitations cannot be guessed, read out of the database, outlived or used once too often."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from boards import post
from boards.commands.joining import join
from boards.models import Board, Invitation, User
from boards.refusal import Refusal
from boards.tests.acts import do
from boards.tests.commands.test_invitation import demote_the_maker, disable_the_maker, expire, invite, revoke
from boards.tests.commands.test_member import roles
from boards.tests.views.conftest import Browse, browse

__all__ = ["browse"]

# Row 10 asks for 128; each character of an address has 6.
BITS = 128


def page_of(invitation: Invitation) -> str:
    """Return the path of an invitation's page."""
    return reverse("boards:join", args=[invitation.secret])


def use_up(invitation: Invitation, alice: User) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(used=1)


def dump() -> str:
    """Return everything in the database, what sessions hold included."""
    rows = [str(list(model._default_manager.values())) for model in apps.get_models()]
    return "".join(rows) + str([session.get_decoded() for session in Session.objects.all()])


def told(response: Any) -> tuple[int, str, dict[str, str]]:
    """Return what an answer tells, without what is another at every request."""
    text = re.sub(r'value="\w{64}"|nonce="[^"]*"', "", response.content.decode())
    return response.status_code, text, {**response.headers, "Content-Security-Policy": ""}


def test_secrets_are_long_and_each_is_another(board: Board, alice: User) -> None:
    secrets = {invite(alice, board).secret for _ in range(20)}
    assert len(secrets) == 20
    assert all(re.fullmatch(r"[\w-]+", secret) and len(secret) * 6 >= BITS for secret in secrets)


def test_a_copy_of_the_database_opens_no_door(board: Board, alice: User, settings: Settings) -> None:
    by_link = invite(alice, board)
    settings.SENDS_MAIL = True
    by_mail = invite(alice, board, email="dora@example.org")
    for invitation in (by_link, by_mail):
        # A visitor comes, and the session remembers by what.
        visitor = Client()
        assert visitor.get(page_of(invitation)).status_code == 200
        assert visitor.post(page_of(invitation), {"new": "1"})["Location"] == "/accounts/signup/"
        kept = dump()
        assert invitation.digest in kept and invitation.secret not in kept
        # What is kept is no key.
        assert visitor.get(reverse("boards:join", args=[invitation.digest])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("happens", [expire, revoke, use_up, demote_the_maker, disable_the_maker])
@pytest.mark.parametrize("who", ["a visitor", "somebody with an account"])
def test_what_is_no_good_answers_exactly_like_what_never_was(
    who: str, happens: Callable[..., None], board: Board, alice: User, bob: User, charlie: User, browse: Browse
) -> None:
    do(alice, board, "member.change", member=bob.pk, role="admin")
    invitation = invite(bob, board, email="dora@example.org")
    client = browse(None if who == "a visitor" else charlie)
    assert client.get(page_of(invitation)).status_code == 200
    happens(invitation, alice)
    never = reverse("boards:join", args=["x" * 32])
    for send in (client.get, client.post):
        status, text, headers = told(send(page_of(invitation)))
        assert (status, text, headers) == told(send(never))
        assert status == 404 and "Ask whoever invited you for a new one" in text
        assert "Boat" not in text and "Bob" not in text and "dora" not in text
    assert "Charlie" not in roles(board)


def test_looking_changes_nothing(board: Board, alice: User, charlie: User, browse: Browse) -> None:
    invitation = invite(alice, board)
    for user in (None, charlie):
        client = browse(user)
        before = dump()
        for _ in range(3):
            assert client.get(page_of(invitation)).status_code == 200
            assert client.head(page_of(invitation)).status_code == 200
        assert dump() == before
        if user is None:
            assert configured.SESSION_COOKIE_NAME not in client.cookies


def test_the_address_does_not_get_about(board: Board, alice: User, browse: Browse) -> None:
    invitation = invite(alice, board)
    client = browse(None)
    for response in (
        client.get(page_of(invitation)),
        client.get(reverse("boards:join", args=["x" * 32])),
        client.post(page_of(invitation)),
        client.get("/join/"),
    ):
        assert response["Cache-Control"] == "no-store"
        # The name of the server, and nothing of the path, also to itself.
        assert response["Referrer-Policy"] == "strict-origin"
        assert "noindex" in response["X-Robots-Tag"]
    # It is not handed on in an address or a form either.
    for page in ("/accounts/login/", "/accounts/signup/", "/join/"):
        assert invitation.secret not in client.get(page).text


def test_guessing_is_limited_for_whoever_guesses(board: Board, alice: User) -> None:
    invitation = invite(alice, board)
    guesser, friend = Client(REMOTE_ADDR="192.0.2.6"), Client(REMOTE_ADDR="192.0.2.7")
    answers = [guesser.get(reverse("boards:join", args=[f"guess-{number}"])).status_code for number in range(101)]
    assert answers == [404] * 100 + [429]
    assert guesser.post(page_of(invitation)).status_code == 429
    assert friend.get(page_of(invitation)).status_code == 200


def test_the_mail_alone_has_the_link_and_others_see_no_address(
    board: Board, alice: User, bob: User, vera: User, browse: Browse, settings: Settings
) -> None:
    settings.SENDS_MAIL = True
    do(alice, board, "member.change", member=bob.pk, role="admin")
    by_mail, by_link = invite(alice, board, email="dora@example.org"), invite(alice, board, role="admin")
    pages = {
        user.name: browse(user).get(reverse("boards:members", args=[board.pk])).text for user in (alice, bob, vera)
    }
    # Otherwise whoever invites an address could confirm it as their own.
    assert not [name for name, page in pages.items() if by_mail.secret in page]
    assert [name for name, page in pages.items() if "dora@example.org" in page] == ["Alice"]
    # Whoever holds a link takes its role: not for those who may not give it.
    assert [name for name, page in pages.items() if by_link.address in page] == ["Alice"]
    assert [name for name, page in pages.items() if "Open invitations" in page] == ["Alice", "Bob"]


def test_links_in_mails_lead_to_the_public_address(board: Board, alice: User, browse: Browse) -> None:
    outcome = do(alice, board, "invitation.create", role="viewer", email="dora@example.org")
    post.send_soon(outcome.mails)
    post.wait()
    (message,) = mail.outbox
    invitation = board.invitations.get()
    assert message.to == ["dora@example.org"]
    assert f"\n{configured.PUBLIC_URL}{page_of(invitation)}\n" in str(message.body)
    assert "Alice" in message.subject and "Boat" in message.subject and "viewer" in str(message.body)
    # Nor anybody's address.
    assert alice.email not in message.subject + str(message.body)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_as_many_get_in_as_may(board: Board, alice: User) -> None:
    people = [User.objects.create_user(f"{number}@example.org", name=f"Person {number}") for number in range(6)]
    invitation = invite(alice, board)
    Invitation.objects.filter(pk=invitation.pk).update(max_uses=2)
    start, answers = threading.Barrier(len(people)), []

    def go(user: User) -> None:
        start.wait()
        try:
            join(actor=user, digest=invitation.digest)
            answers.append("in")
        except Refusal as refused:
            answers.append(str(refused.reason))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["gone"] * 4 + ["in"] * 2
    invitation.refresh_from_db()
    assert invitation.used == 2 and board.memberships.filter(user__in=people).count() == 2


@pytest.mark.parametrize("counter", ["used", "signed_up"])
def test_the_database_itself_takes_no_use_too_many(counter: str, board: Board, alice: User) -> None:
    invitation = invite(alice, board)
    with pytest.raises(IntegrityError, match="no_more_uses_than_given"):
        Invitation.objects.filter(pk=invitation.pk).update(**{counter: 2})
