"""allauth's pages: each one that can be reached is a page of ours, in words of ours."""

from pathlib import Path
from typing import Any

import pytest
from allauth.account import urls as account_urls
from allauth.account.models import EmailAddress
from allauth.mfa.base import urls as mfa_urls
from django.conf import settings as configured
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from boards.models import User
from boards.tests.conftest import PASSWORD
from boards.tests.test_accounts import SIGN_UP, link_in, without_tokens
from boards.tests.views.conftest import Browse

OURS = str(Path(configured.BASE_DIR) / "templates")
ARGUMENTS = {"account_confirm_email": ["Mg:nonsense"], "account_reset_password_from_key": ["1", "nonsense"]}
NAMES = [str(pattern.name) for pattern in (*account_urls.urlpatterns, *mfa_urls.urlpatterns)]
FACTORS = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes"]
PATHS = [reverse(name, args=ARGUMENTS.get(name)) for name in (*NAMES, *FACTORS)]


def is_ours(response: Any) -> None:
    templates = [template.origin.name for template in response.templates]
    assert templates and templates[0].startswith(OURS), templates[:1]
    text = response.text
    assert text.count("<h1") == 1 and ">Liveboard</span>" in text and "main.css" in text
    assert text.count('method="post"') == text.count("csrfmiddlewaretoken")


def change_address(client: Client, email: str = "new@example.org") -> Any:
    """Ask for another address, and give the password again; what was asked for is then done."""
    asked = client.post("/accounts/email/", {"email": email, "action_add": ""})
    if asked["Location"] == "/accounts/email/":
        return client.get("/accounts/email/")
    return client.post(asked["Location"], {"password": PASSWORD, "next": "/accounts/email/"}, follow=True)


@pytest.mark.parametrize("path", PATHS)
def test_every_address_leads_to_a_page_of_ours(path: str, bob: User, browse: Browse) -> None:
    for user in (None, bob):
        response = browse(user).get(path, follow=True)
        assert response.status_code == 200
        is_ours(response)


def test_every_page_of_the_ways_through_is_ours(alice: User, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client = Client()
    for path in ("/accounts/signup/", "/accounts/login/", "/accounts/password/reset/"):
        is_ours(client.post(path, {}))
    is_ours(client.post("/accounts/signup/", SIGN_UP, follow=True))
    is_ours(client.get(link_in(mail.outbox[0])))
    is_ours(client.post(link_in(mail.outbox[0]), follow=True))
    # Its address is confirmed: another one is asked for, with the password once more.
    again = Client()
    is_ours(again.post("/accounts/login/", {"login": SIGN_UP["email"], "password": PASSWORD}, follow=True))
    is_ours(change_address(again))
    assert "new@example.org" in again.get("/accounts/email/").text
    is_ours(again.get("/accounts/email/"))
    is_ours(again.post("/accounts/password/change/", {}))
    # And the way back of somebody who has forgotten the password.
    is_ours(Client().post("/accounts/password/reset/", {"email": alice.email}, follow=True))
    lost = Client()
    form = lost.get(link_in(mail.outbox[-1]), follow=True)
    is_ours(form)
    address = form.request["PATH_INFO"]
    is_ours(lost.post(address, {"password1": "x", "password2": "y"}))
    is_ours(lost.post(address, {"password1": "a-new-harbour", "password2": "a-new-harbour"}, follow=True))


def test_somebody_deactivated_is_told_so_on_a_page_of_ours(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(is_active=False)
    is_ours(Client().post("/accounts/login/", {"login": bob.email, "password": PASSWORD}, follow=True))


def test_before_the_address_is_changed_the_password_is_asked_for_again(bob: User, browse: Browse) -> None:
    # A session from long ago, or somebody else at the desk.
    client = browse(bob)
    response = client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""}, follow=True)
    is_ours(response)
    assert "Give your password once more" in response.text and not mail.outbox


def test_an_address_changes_when_the_new_one_is_confirmed_and_the_old_one_is_told(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    old = bob.email
    change_address(client)
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    bob.refresh_from_db()
    assert bob.email == old
    client.post(link_in(message))
    bob.refresh_from_db()
    assert bob.email == "new@example.org"
    assert [(sent.to, sent.subject) for sent in mail.outbox[1:]] == [
        ([old], "Your e-mail address for Liveboard was changed")
    ]
    assert Client().post("/accounts/login/", {"login": old, "password": PASSWORD}).status_code == 200


def test_an_address_of_somebody_else_is_not_told_apart_and_cannot_be_taken(bob: User, alice: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    pages = []
    for email in ("free@example.org", alice.email):
        mail.outbox.clear()
        pages.append(change_address(client, email).text.replace(email, "…"))
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    # Even if she opens the link.
    response = client.post(link_in(mail.outbox[0]), follow=True)
    is_ours(response)
    assert User.objects.get(pk=bob.pk).email == bob.email


def test_a_change_of_mind_keeps_the_old_address(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    change_address(client)
    change_address(client, "newer@example.org")
    page = client.get("/accounts/email/").text
    assert "newer@example.org" in page and "new@example.org" not in page
    client.post("/accounts/email/", {"email": "newer@example.org", "action_remove": ""})
    assert not EmailAddress.objects.filter(email="newer@example.org").exists()
    assert User.objects.get(pk=bob.pk).email == bob.email
    assert Client().post("/accounts/login/", {"login": bob.email, "password": PASSWORD})["Location"] == "/"


def test_a_used_link_to_a_new_password_is_explained(alice: User) -> None:
    Client().post("/accounts/password/reset/", {"email": alice.email})
    link = link_in(mail.outbox[0])
    lost = Client()
    address = lost.get(link, follow=True).request["PATH_INFO"]
    lost.post(address, {"password1": "a-new-harbour", "password2": "a-new-harbour"})
    response = Client().get(link, follow=True)
    is_ours(response)
    assert "This link has expired" in response.text
    assert Client().post("/accounts/login/", {"login": alice.email, "password": "a-new-harbour"})["Location"] == "/"
