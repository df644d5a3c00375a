"""Mails that commands ask for: in order, from another thread, and a server that is down holds up nobody."""

import threading

import pytest
from django.core import mail
from pytest_django import Settings

from boards import post
from boards.letters import Letter
from boards.post import Mail

WORDS = {"email": "alice@example.org", "activate_url": "http://x/"}
CONFIRM = "account/email/email_confirmation"


def test_mails_go_out_in_order_with_our_address_below() -> None:
    post.send_soon(Mail(f"{number}@example.org", CONFIRM, WORDS) for number in range(3))
    post.wait()
    assert [message.to for message in mail.outbox] == [[f"{number}@example.org"] for number in range(3)]
    assert "http://x/" in mail.outbox[0].body and "\n" not in mail.outbox[0].subject


def test_a_server_that_is_down_is_told_to_the_operator_and_to_nobody_else(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nobody}}
    post.send_soon([Mail("alice@example.org", CONFIRM, WORDS), Mail("alice@example.org", "no/such/mail")])
    post.wait()
    assert "could not be sent" in caplog.text and "could not be written" in caplog.text


def test_whoever_asks_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    sent, may_go_on = [], threading.Event()

    def send(letter: Letter) -> None:
        may_go_on.wait(60)
        sent.append(letter)

    monkeypatch.setattr(Letter, "send", send)
    post.send_soon([Mail("alice@example.org", CONFIRM, WORDS)])
    assert not sent
    may_go_on.set()
    post.wait()
    assert len(sent) == 1
