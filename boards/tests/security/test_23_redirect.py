"""Signing in leads to a page of ours, whatever the link said."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from boards.models import User
from boards.tests.conftest import PASSWORD
from boards.tests.views.test_commands import EVIL

PAGE = f"{settings.PUBLIC_URL}/accounts/login/"


def as_browsers_read(location: str) -> str:
    """Return where a browser goes: tabs and spaces around are dropped, backslashes are slashes."""
    return urljoin(PAGE, location.strip().replace("\t", "").replace("\\", "/"))


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_leads_nowhere_else(target: str, alice: User) -> None:
    response = Client().post("/accounts/login/", {"login": alice.email, "password": PASSWORD, "next": target})
    goal, own = urlsplit(as_browsers_read(response["Location"])), urlsplit(PAGE)
    assert response.status_code == 302
    assert (goal.scheme, goal.netloc) == (own.scheme, own.netloc)


def test_what_browsers_read_as_another_host_is_recognised() -> None:
    for target in ("//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"):
        assert urlsplit(as_browsers_read(target)).netloc == "evil.example"
