"""Row 11: where sign-up is closed, nothing makes an account without an invitation or an address of a domain."""

import pytest
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from boards import administration, invitations, signup
from boards.accounts import Adapter
from boards.models import Board, Invitation, User
from boards.tests.commands.test_invitation import invite
from boards.tests.security import walk
from boards.tests.security.test_10_invitations import page_of
from boards.tests.test_accounts import SIGN_UP, without_tokens
from boards.tests.views.conftest import Browse, browse

__all__ = ["browse"]

# What forms that make accounts ask for, here and elsewhere, all at once.
EVERYTHING = SIGN_UP | {
    "email2": SIGN_UP["email"],
    "login": SIGN_UP["email"],
    "username": "dora",
    "first_name": "Dora",
    "password": SIGN_UP["password1"],
    "password2": SIGN_UP["password1"],
    "is_active": "on",
    "_save": "Save",
}


@pytest.fixture(autouse=True)
def _closed(settings: Settings) -> None:
    settings.SIGNUP_OPEN = False


@pytest.fixture
def domains(settings: Settings) -> None:
    """Let addresses of two domains in, which asks for a mail server."""
    settings.SIGNUP_DOMAINS = frozenset({"example.org", "example.com"})
    settings.SENDS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"


def people() -> set[str]:
    return set(User.objects.values_list("email", flat=True))


def visitor(invitation: Invitation | None = None) -> HttpRequest:
    """Return a request of nobody who is signed in, with an invitation in the session if one is given."""
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    if invitation is not None:
        invitations.carry(request, invitation)
    return request


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["a visitor", "a member", "an administrator"])
def test_no_address_makes_an_account(who: str, board: Board, alice: User, bob: User, browse: Browse) -> None:
    administration.set_administrator(alice, to=True)
    user = {"a visitor": None, "a member": bob}.get(who, alice)
    before = people()
    found = [route.address for route in walk.routes(board_id=board.pk)]
    assert "/accounts/signup/" in found and "/join/" in found
    for address in found:
        client = browse(user)
        # Django's own admin stumbles over some of them; what counts is what is there afterwards.
        client.raise_request_exception = False
        for send in (client.post, client.put, client.get):
            send(address, EVERYTHING)
        assert people() == before, address


def test_ways_that_are_not_switched_on_have_no_address() -> None:
    there = {route.name for route in walk.routes()}
    assert {"account_signup", "mfa_login_webauthn"} <= there
    assert not [name for name in there if "signup" in name and name != "account_signup"]


@pytest.mark.django_db
def test_the_page_says_what_to_do_and_the_sign_in_page_too() -> None:
    for send in (Client().get, Client().post):
        page = send("/accounts/signup/", SIGN_UP)
        assert "Ask somebody who has a board here to invite you" in page.text and 'class="form"' not in page.text
    page = Client().get("/accounts/login/")
    assert "by invitation" in page.text and "Create an account" not in page.text


def test_where_it_is_open_everybody_may(settings: Settings, db: None) -> None:
    settings.SIGNUP_OPEN = True
    assert Client().post("/accounts/signup/", SIGN_UP)["Location"] == "/"
    assert people() == {SIGN_UP["email"]}


@pytest.mark.usefixtures("domains", "db")
@pytest.mark.parametrize(
    ("email", "may"),
    [
        ("dora@example.org", True),
        ("Dora@EXAMPLE.com", True),
        ("dora@sub.example.org", False),
        ("dora@notexample.org", False),
        ("dora@example.org.evil.example", False),
        ('"dora@example.org"@evil.example', False),
        ("dora@example.net", False),
    ],
)
def test_a_domain_is_a_whole_domain(email: str, may: bool) -> None:
    client = Client()
    assert "One of example.com, example.org." in client.get("/accounts/signup/").text
    response = client.post("/accounts/signup/", SIGN_UP | {"email": email})
    assert bool(people()) == may
    assert signup.may_sign_up(email, visitor()) == may
    if may:
        # Before the address is confirmed nothing is given.
        assert response["Location"] == "/accounts/confirm-email/"
        assert client.get("/")["Location"].startswith("/accounts/login/")
        assert [message.to for message in mail.outbox] == [[email.lower()]]
    else:
        assert "With another one you need an invitation" in response.text and not mail.outbox


@pytest.mark.usefixtures("domains")
def test_an_address_that_may_not_sign_up_is_refused_alike_whether_it_has_an_account_or_not(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(email="alice@example.net")
    seen = [
        without_tokens(Client().post("/accounts/signup/", SIGN_UP | {"email": email}).text.replace(email, "…"))
        for email in ("alice@example.net", "nobody@example.net")
    ]
    assert seen[0] == seen[1]


def test_an_invitation_lets_one_sign_up_who_could_not_otherwise(board: Board, alice: User) -> None:
    invitation = invite(alice, board)
    assert not signup.may_begin(visitor()) and not signup.may_sign_up("dora@example.net", visitor())
    assert signup.may_begin(visitor(invitation)) and signup.may_sign_up("dora@example.net", visitor(invitation))
    Invitation.objects.filter(pk=invitation.pk).delete()
    assert not signup.may_begin(visitor(invitation)) and not signup.may_sign_up("x@example.net", visitor(invitation))


def test_an_invitation_for_one_makes_one_account_however_many_forms_were_opened(
    board: Board, alice: User, settings: Settings
) -> None:
    """With a mail server nobody has joined yet when accounts are made, so that the invitation is still good."""
    settings.SENDS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"
    invitation = invite(alice, board)
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.post(page_of(invitation), {"new": "1"})
        assert "Create the account" in client.get("/accounts/signup/").text
    before = people()
    for number, client in enumerate(clients):
        client.post("/accounts/signup/", SIGN_UP | {"email": f"{number}@example.org"})
    assert people() - before == {"0@example.org"}


def test_the_last_gate_holds_when_two_forms_arrive_at_once(board: Board, alice: User) -> None:
    """Both were checked before either made its account; whatever makes accounts later has to pass here as well."""
    invitation = invite(alice, board)
    requests = [visitor(invitation) for _ in range(2)]
    assert all(signup.may_sign_up("dora@example.org", request) for request in requests)
    assert [signup.admit("dora@example.org", request) for request in requests] == [True, False]
    assert not signup.admit("dora@example.org", visitor())


def test_every_account_that_allauth_makes_passes_the_gate(board: Board) -> None:
    class Form:
        cleaned_data = {"email": "dora@example.org", "password1": "x"}

    before, request = people(), visitor()
    with context.request_context(request), pytest.raises(ImmediateHttpResponse) as stopped:
        Adapter().save_user(request, User(), Form())  # type: ignore[arg-type]
    assert stopped.value.response.status_code == 403
    assert people() == before
