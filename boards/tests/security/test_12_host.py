"""Row 12: what the Host header says gets into nothing that we write: no link, no redirect, no mail.

Whose word counts for a client's address and scheme: ``board_project/tests/test_proxies.py``, and over real connections
``board_project/tests/test_requests.py``.
"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core import mail
from django.test import Client
from pytest_django import Settings

from board_project.names import by_our_name
from boards.models import Board, User
from boards.tests.conftest import PASSWORD
from boards.tests.doors import sign_in
from boards.tests.security import walk
from boards.tests.test_accounts import SIGN_UP

PORT = settings.PORT


async def host_heard(host: str, path: str = "/") -> str:
    heard: list[str] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        heard.extend(value.decode() for key, value in scope["headers"] if key == b"host")

    await by_our_name(inner)({"path": path, "headers": [(b"host", host.encode())]}, None, None)
    return "".join(heard)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (f"127.0.0.1:{PORT}", f"127.0.0.1:{PORT}"),
        ("127.0.0.1:4444", f"127.0.0.1:{PORT}"),
        ("LOCALHOST:4444", f"localhost:{PORT}"),
        ("localhost.:4444", f"localhost:{PORT}"),
        # Foreign names are Django's to refuse.
        ("evil.example", "evil.example"),
    ],
)
async def test_a_port_of_the_clients_choice_is_replaced_by_ours(said: str, heard: str) -> None:
    assert await host_heard(said) == heard


async def test_a_port_beside_an_address_of_ipv6_is_replaced_as_well(settings: Settings) -> None:
    settings.PUBLIC_URL = "http://[::1]:8000"
    settings.PUBLIC_ORIGINS = [settings.PUBLIC_URL]
    assert await host_heard("[::1]:4444") == "[::1]:8000"
    assert await host_heard("[::2]:4444") == "[::2]:4444"


async def test_a_probe_may_use_any_name() -> None:
    assert await host_heard("10.1.2.3:9", "/readyz") == f"127.0.0.1:{PORT}"


# As every request comes to Django: past ``by_our_name``, in ``board_project/asgi.py``.
SPOOFED = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-port": "4444",
    "x-forwarded-proto": "https",
    "x-forwarded-server": "evil.example",
    "x-original-url": "/evil.example",
    "forwarded": "host=evil.example;proto=https",
}


def browser(user: User | None = None, host: str = "127.0.0.1:4444") -> Client:
    """Return a browser that lies about names."""
    client = Client(headers={**SPOOFED, "host": async_to_sync(host_heard)(host)})
    if user is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(user)
    return client


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["Alice", "nobody"])
def test_no_address_answers_with_a_name_that_a_client_made_up(name: str, board: Board, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True, is_superuser=True)
    redirects = 0
    for route in walk.routes(board_id=board.pk, number=1):
        for method in ("get", "post"):
            client = browser(alice if name == "Alice" else None)
            response = getattr(client, method)(route.address, {"name": "Boat"})
            location, text = response.headers.get("location", ""), response.text
            assert "evil.example" not in location + text and "4444" not in location + text, route
            # Of this server, in relative form or by one of its own names.
            assert urlsplit(location).netloc in {"", urlsplit(settings.PUBLIC_URL).netloc}, (route, location)
            redirects += bool(location)
    assert redirects > 10


@pytest.mark.django_db(transaction=True)
def test_no_mail_names_what_a_client_made_up(alice: User, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    stranger, hers = browser(), browser(alice)
    new = {"password1": "a-new-harbour", "password2": "a-new-harbour"}
    for client, path, form in (
        (stranger, "/accounts/signup/", SIGN_UP),
        (stranger, "/accounts/signup/", SIGN_UP | {"email": alice.email}),
        (stranger, "/accounts/password/reset/", {"email": alice.email}),
        (stranger, "/accounts/password/reset/", {"email": "nobody@example.org"}),
        (hers, "/accounts/password/change/", {"oldpassword": PASSWORD, **new}),
    ):
        assert client.post(path, form).status_code == 302, path
    assert len(mail.outbox) == 5
    for message in mail.outbox:
        text = f"{message.subject}{message.body}"
        assert not message.extra_headers
        assert "evil.example" not in text and "4444" not in text and "localhost" not in text, message.subject
        assert settings.PUBLIC_URL in text and "Liveboard" in message.subject
        assert "{" not in text and "example.com" not in text


@pytest.mark.django_db(transaction=True)
def test_a_foreign_name_is_refused_on_every_address(board: Board) -> None:
    client = browser(host="evil.example")
    for route in walk.routes(board_id=board.pk, number=1):
        # Its answer is the same to everybody, and names nothing.
        if route.address not in {"/healthz", "/readyz"}:
            assert client.get(route.address).status_code == 400, route
