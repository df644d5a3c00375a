"""A server that has a provider, and visitors who come from there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from board_project.sign_in import OpenID
from boards.tests.openid import issuer as issuers
from boards.tests.openid.issuer import CLIENT_ID, CLIENT_SECRET, Issuer

LOGIN = "/accounts/openid/login/"
CALLBACK = "/accounts/openid/callback/"

type Provide = Callable[..., OpenID]


@pytest.fixture(scope="session")
def _office() -> Iterator[Issuer]:
    with issuers.opened() as issuer:
        yield issuer


@pytest.fixture
def issuer(_office: Issuer) -> Issuer:
    """Give an honest provider; its port, and so its name, stays."""
    _office.behave()
    _office.asked.clear()
    _office.redirect_uri = configured.PUBLIC_URL + CALLBACK
    return _office


@pytest.fixture
def provide(issuer: Issuer, settings: Settings) -> Provide:
    """Let this server have the provider, with options of its own."""

    def provide(**options: Any) -> OpenID:
        given = {"url": issuer.url, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **options}
        settings.OPENID = OpenID(**given)
        settings.ROOT_URLCONF = "boards.tests.openid.urls"
        return settings.OPENID  # type: ignore[no-any-return]

    return provide


@dataclass
class Visitor:
    """A browser of somebody who has an account at the provider."""

    issuer: Issuer
    client: Client = field(default_factory=Client)

    def leaves(self, query: str = "", **data: str) -> str:
        """Press the button; return the address at the provider that the page leads to."""
        page = self.client.post(LOGIN + query, data)
        assert page.status_code == 200, page.text
        refresh: str = page["Refresh"]
        return refresh.removeprefix("0; url=")

    def arrives(self, address: str) -> Any:
        """Come back from the provider; return the page that follows."""
        return self.client.get(address.removeprefix(configured.PUBLIC_URL), follow=True)

    def signs_in(self, query: str = "", **data: str) -> Any:
        """Go the whole way."""
        return self.arrives(self.issuer.grant(self.leaves(query, **data)))


@pytest.fixture
def visitor(provide: Provide, issuer: Issuer, db: None) -> Visitor:
    """Give a visitor of a server that has the provider."""
    provide()
    return Visitor(issuer)
