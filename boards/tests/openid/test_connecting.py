"""An account here and one at the provider: connected, disconnected, and what somebody without a password can do."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from boards import administration
from boards.models import User
from boards.openid import urls
from boards.tests.conftest import PASSWORD
from boards.tests.openid.conftest import LOGIN, Visitor
from boards.tests.openid.test_signing_in import who
from boards.tests.views.conftest import Browse, browse
from boards.tests.views.test_account_pages import is_ours

__all__ = ["browse"]

CONNECTIONS = "/accounts/openid/"
CONNECT = "?process=connect"
AGAIN = "/accounts/reauthenticate/"


def at_home(visitor: Visitor, user: User) -> None:
    """Sign in with the password."""
    visitor.client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def connects(visitor: Visitor) -> Any:
    """Connect what the provider knows; the password is asked for once more."""
    asked = visitor.signs_in(CONNECT)
    is_ours(asked)
    assert "Give your password once more" in asked.text
    return visitor.client.post(AGAIN, {"password": PASSWORD}, follow=True)


@pytest.mark.parametrize("name", [str(pattern.name) for pattern in urls.urlpatterns])
def test_every_address_leads_to_a_page_of_ours(name: str, visitor: Visitor, bob: User, browse: Browse) -> None:
    for user in (None, bob):
        is_ours(browse(user).get(reverse(name), follow=True))


@pytest.mark.django_db(transaction=True)
def test_an_account_is_connected_with_the_password_whatever_its_address(visitor: Visitor, bob: User) -> None:
    at_home(visitor, bob)
    assert CONNECTIONS in visitor.client.get("/accounts/profile/").text
    page = connects(visitor)
    is_ours(page)
    assert page.redirect_chain[-1][0] == CONNECTIONS and "Connected: it signs you in" in page.text
    assert "rosa@example.org" in page.text and SocialAccount.objects.get().user == bob
    assert [message.to for message in mail.outbox] == [[bob.email]]
    again = Visitor(visitor.issuer)
    again.signs_in()
    assert who(again) == bob and User.objects.count() == 1


def test_an_account_is_connected_to_one_person_only(visitor: Visitor, bob: User) -> None:
    visitor.signs_in()
    rosa = who(visitor)
    other = Visitor(visitor.issuer)
    at_home(other, bob)
    page = connects(other)
    assert "belongs to somebody else here" in page.text
    assert SocialAccount.objects.get().user == rosa and who(other) == bob


def test_nobody_who_is_not_signed_in_connects_anything(visitor: Visitor, bob: User) -> None:
    page = visitor.signs_in(CONNECT)
    is_ours(page)
    assert who(visitor).is_anonymous and not SocialAccount.objects.exists() and User.objects.count() == 1


def test_what_is_connected_is_disconnected_with_the_password_again(visitor: Visitor, bob: User) -> None:
    at_home(visitor, bob)
    connects(visitor)
    account = SocialAccount.objects.get()
    page = visitor.client.post(CONNECTIONS, {"account": account.pk}, follow=True)
    assert "it does not sign you in any more" in page.text and not SocialAccount.objects.exists()
    is_ours(page)


def test_nobody_disconnects_what_is_somebody_elses_or_from_an_old_session(
    visitor: Visitor, bob: User, browse: Browse
) -> None:
    visitor.signs_in()
    account = SocialAccount.objects.get()
    is_ours(browse(bob).post(CONNECTIONS, {"account": account.pk}, follow=True))
    mine = SocialAccount.objects.create(user=bob, provider=visitor.issuer.url, uid="bob-1")
    page = browse(bob).post(CONNECTIONS, {"account": mine.pk}, follow=True)
    assert "Give your password once more" in page.text
    assert SocialAccount.objects.count() == 2


def test_the_last_way_in_stays(visitor: Visitor) -> None:
    visitor.signs_in()
    page = visitor.client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk}, follow=True)
    is_ours(page)
    assert "choose a password first" in page.text and SocialAccount.objects.exists()


def test_somebody_without_a_password_chooses_one_and_every_page_works(visitor: Visitor, settings: Settings) -> None:
    visitor.signs_in()
    client = visitor.client
    # Nothing asks for a password that is not there.
    for path in ("/accounts/email/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        page = client.get(path, follow=True)
        is_ours(page)
        assert page.redirect_chain == [] and page.status_code == 200
    page = client.get("/accounts/password/change/", follow=True)
    is_ours(page)
    assert page.redirect_chain[-1][0] == "/accounts/password/set/"
    is_ours(client.post("/accounts/password/set/", {"password1": "x", "password2": "y"}))
    chosen = {"password1": "a-new-harbour", "password2": "a-new-harbour"}
    is_ours(client.post("/accounts/password/set/", chosen, follow=True))
    assert not who(visitor).is_anonymous
    signed_in = Client().post("/accounts/login/", {"login": "rosa@example.org", "password": "a-new-harbour"})
    assert signed_in["Location"] == "/"


def test_a_first_password_ends_the_other_sessions(visitor: Visitor) -> None:
    visitor.signs_in()
    other = Visitor(visitor.issuer)
    other.signs_in()
    chosen = {"password1": "a-new-harbour", "password2": "a-new-harbour"}
    visitor.client.post("/accounts/password/set/", chosen)
    assert who(other).is_anonymous and not who(visitor).is_anonymous


def test_a_forgotten_password_that_never_was_can_be_asked_for(visitor: Visitor) -> None:
    visitor.signs_in()
    Client().post("/accounts/password/reset/", {"email": "rosa@example.org"})
    assert "/accounts/password/reset/key/" in str(mail.outbox[0].body)


def test_an_address_that_changes_here_changes_nothing_there(visitor: Visitor) -> None:
    visitor.signs_in()
    EmailAddress.objects.update(email="luz@example.org")
    User.objects.update(email="luz@example.org")
    again = Visitor(visitor.issuer)
    again.signs_in()
    assert who(again).email == "luz@example.org" and User.objects.count() == 1


def test_every_form_wants_a_token(visitor: Visitor, alice: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (LOGIN, LOGIN + CONNECT, CONNECTIONS):
        assert strict.post(path, {"account": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["socialaccount", "socialapp", "socialtoken"])
def test_not_even_administrators_connect_accounts_of_others(
    name: str, visitor: Visitor, alice: User, browse: Browse
) -> None:
    administration.set_administrator(alice, to=True)
    assert browse(alice).get(f"/admin/socialaccount/{name}/").status_code == 404
