"""Mails: plain words, links in one piece, and nobody's account told."""

import re
from pathlib import Path

import allauth.account
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from boards.models import User
from boards.tests.conftest import PASSWORD

PACKAGE = Path(allauth.account.__file__).parent.parent / "templates"
OURS = Path(configured.BASE_DIR) / "templates"
# What is done by codes is not switched on here.
BY_CODE = ("login_code", "password_reset_code", "phone_")
SIGN_UP = {"name": "Dora", "email": "dora@example.org", "password1": PASSWORD}


@pytest.fixture
def mandatory(settings: Settings) -> None:
    """Have a mail server: then addresses have to be confirmed."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in(message: EmailMessage) -> str:
    """Return the path of the one link to this server that is not its address."""
    (link,) = re.findall(rf"^{re.escape(configured.PUBLIC_URL)}(/\S+)$", str(message.body), re.MULTILINE)
    return str(link)


def without_tokens(page: str) -> str:
    """Return a page without what is another at every request."""
    return re.sub(r'value="\w{64}"|nonce="[^"]*"', "", page)


def test_every_mail_and_message_is_ours() -> None:
    for folder in ("account/email", "account/messages", "mfa/email", "mfa/messages"):
        theirs = {file.name for file in (PACKAGE / folder).glob("*.txt") if not file.name.startswith(BY_CODE)}
        missing = theirs - {file.name for file in (OURS / folder).glob("*.txt")} - {"base_notification.txt"}
        assert not missing, f"{folder}: {missing}"


@pytest.mark.usefixtures("mandatory", "db")
def test_links_are_in_one_piece_as_they_are_sent() -> None:
    Client().post("/accounts/signup/", SIGN_UP)
    (message,) = mail.outbox
    assert link_in(message).encode() in message.message().as_bytes()


@pytest.mark.usefixtures("mandatory", "db")
def test_whoever_signs_up_confirms_the_address_and_is_signed_in() -> None:
    client = Client()
    assert client.post("/accounts/signup/", SIGN_UP)["Location"] == "/accounts/confirm-email/"
    assert client.get("/")["Location"].startswith("/accounts/login/")
    page = client.get(link_in(mail.outbox[0]))
    # Programs that look at every link in a mail confirm nothing.
    assert "Dora" in page.text and not EmailAddress.objects.filter(verified=True).exists()
    client.post(link_in(mail.outbox[0]))
    assert client.get("/").status_code == 200
    assert EmailAddress.objects.get(email="dora@example.org").verified
    # The link works once, and signs nobody else in.
    stranger = Client()
    stranger.post(link_in(mail.outbox[0]))
    assert stranger.get("/").status_code == 302


@pytest.mark.usefixtures("db")
def test_without_a_mail_server_whoever_signs_up_can_begin_at_once() -> None:
    client = Client()
    assert client.post("/accounts/signup/", SIGN_UP)["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.usefixtures("mandatory")
def test_nobody_can_tell_whether_an_address_has_an_account(alice: User) -> None:
    for address, fields in (
        ("/accounts/signup/", {"name": "X", "password1": PASSWORD}),
        ("/accounts/password/reset/", {}),
        ("/accounts/login/", {"password": "wrong"}),
    ):
        seen = []
        for email in (alice.email, "nobody@example.org"):
            mail.outbox.clear()
            response = Client().post(address, {**fields, "email": email, "login": email}, follow=True)
            text = response.text.replace(email, "…")
            seen.append((response.redirect_chain, without_tokens(text), len(mail.outbox)))
        assert seen[0] == seen[1], address


def test_a_mail_server_that_is_down_fails_no_page(
    alice: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nobody}}
    for email in (alice.email, "nobody@example.org"):
        assert Client().post("/accounts/password/reset/", {"email": email}).status_code == 302
        assert "could not be sent" in caplog.text
        caplog.clear()


def test_many_tries_for_one_address_lock_out_nobody_who_comes_from_elsewhere(alice: User) -> None:
    attacker, owner = Client(REMOTE_ADDR="192.0.2.6"), Client(REMOTE_ADDR="192.0.2.7")
    answers = [
        attacker.post("/accounts/password/reset/", {"email": alice.email}, follow=True).status_code for _ in range(30)
    ]
    assert answers[0] == 200 and answers[-1] == 429
    for _ in range(30):
        attacker.post("/accounts/login/", {"login": alice.email, "password": "wrong"})
    mail.outbox.clear()
    owner.post("/accounts/password/reset/", {"email": alice.email})
    assert len(mail.outbox) == 1
    assert owner.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})["Location"] == "/"
