"""Row 23: every way on leads to a page of ours, whatever the link said."""

from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from boards.models import Board, User
from boards.tests.conftest import PASSWORD
from boards.tests.security import walk
from boards.tests.test_accounts import SIGN_UP
from boards.tests.views.conftest import Browse, browse
from boards.tests.views.test_commands import EVIL

__all__ = ["browse"]

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = f"{settings.PUBLIC_URL}/accounts/login/"
# What forms ask for on whose answer somebody is sent on.
ANSWERS = {
    "login": "alice@example.org",
    "password": PASSWORD,
    "password1": "a-new-harbour",
    "password2": "a-new-harbour",
    "name": "Boat",
    "email": "new@example.org",
    "starred": "yes",
    "colour": "1",
}


def as_browsers_read(location: str) -> str:
    """Return where a browser goes: tabs and spaces around are dropped, backslashes are slashes."""
    return urljoin(PAGE, location.strip().replace("\t", "").replace("\\", "/"))


def is_ours(location: str) -> bool:
    goal, own = urlsplit(as_browsers_read(location)), urlsplit(PAGE)
    return (goal.scheme, goal.netloc) == (own.scheme, own.netloc)


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_and_up_lead_nowhere_else(target: str, alice: User) -> None:
    for path, form in (("login", {"login": alice.email, "password": PASSWORD}), ("signup", SIGN_UP)):
        response = Client().post(f"/accounts/{path}/", {**form, "next": target})
        assert response.status_code == 302 and is_ours(response["Location"]), path


def answers(board: Board, user: User | None, target: str, browse: Browse) -> Iterator[tuple[str, str]]:
    """Yield where every address leads that is told to lead elsewhere."""
    for route in walk.routes(board_id=board.pk, number=1):
        for method in ("get", "post"):
            address = f"{route.address}?next={quote(target)}&url={quote(target)}"
            form = {**ANSWERS, "next": target, "redirect_to": target, "url": target}
            response = getattr(browse(user), method)(address, form)
            if response.has_header("Location"):
                yield f"{method} {route.name}", response["Location"]


@pytest.mark.parametrize("name", ["Alice", "nobody"])
@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/x", "/\\evil.example"])
def test_no_address_leads_elsewhere(target: str, name: str, board: Board, alice: User, browse: Browse) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True, is_superuser=True)
    found = dict(answers(board, alice if name == "Alice" else None, target, browse))
    assert len(found) > 20
    for what, location in found.items():
        assert is_ours(location), (what, location)


def test_what_browsers_read_as_another_host_is_recognised() -> None:
    for target in ("//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"):
        assert urlsplit(as_browsers_read(target)).netloc == "evil.example"
