"""Every address that takes a POST wants a token, signing out and the admin included."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from boards import administration
from boards.models import Board, User
from boards.tests.doors import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
# Any value of the kind will do: the token is asked for before anything is looked up.
VALUES = {"uuid": str(uuid4()), "int": "1", "str": "x", "slug": "x", "path": "x"}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Return an address for every route that has a plain path."""
    for entry in resolver.url_patterns:
        path = before + _filled(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


def _filled(pattern: Any) -> str:
    route = str(pattern)
    if hasattr(pattern, "converters"):
        for name, converter in pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            for written in (f"<{kind}:{name}>", f"<{name}>"):
                route = route.replace(written, VALUES[kind])
    return route


def test_no_address_takes_a_post_without_a_token(board: Board, alice: User) -> None:
    administration.set_administrator(alice, to=True)
    addresses = [f"/{route}" for route in routes(get_resolver()) if not set("^<()$") & set(route)]
    assert len(addresses) > 40 and "/accounts/logout/" in addresses and f"/b/{VALUES['uuid']}/do/x/" in addresses
    client = Client(enforce_csrf_checks=True)
    for address in addresses:
        client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(alice)
        # 405: it takes no POST at all.
        assert client.post(address, {"name": "Forged"}).status_code in {403, 405}, address
    assert not Board.objects.filter(name="Forged").exists()
