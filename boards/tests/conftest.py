"""Who is in every story: alice owns the board, bob edits it, vera looks on, charlie is an outsider."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.test import override_settings
from django.utils import timezone
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from boards import limits, threads
from boards.commands.board import Plan, create_board
from boards.live import publisher
from boards.live.hubs import hubs
from boards.models import Board, Invitation, Link, Membership, Role, User

PASSWORD = "correct-horse-battery"

# A busy machine is no failure.
hypothesis_settings.register_profile("liveboard", deadline=None)
hypothesis_settings.load_profile("liveboard")


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Half a second for each password is for attackers, not for tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        yield


_cache_keys = {"of": ""}


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> Iterator[None]:
    """Keys are of one test: workers share a Redis, and nothing of one story is counted in the next."""

    def own(key: str, prefix: str, version: int) -> str:
        return f"{prefix}:{_cache_keys['of']}:{version}:{key}"

    with override_settings(CACHES={"default": settings.CACHES["default"] | {"KEY_FUNCTION": own}}):
        yield


@pytest.fixture(scope="session", autouse=True)
def _threads_end(django_db_setup: None) -> Iterator[None]:
    """The pools' connections go before the test database does, and those of the thread that sync views run in."""
    yield
    threads.close()
    asyncio.run(sync_to_async(connections.close_all)())


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Nobody starts a story with a spent budget."""
    for each in vars(limits).values():
        if isinstance(each, limits.Budget):
            each.forget()
    _cache_keys["of"] = uuid4().hex


@pytest.fixture(autouse=True)
def _open_house(settings: Settings) -> None:
    """Everybody may sign up, whatever database this runs on, unless a story says otherwise."""
    settings.SIGNUP_OPEN = True


@pytest.fixture(autouse=True)
def _many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several sets of hubs play several processes, on the layer in memory too."""
    monkeypatch.setattr(publisher, "leads_elsewhere", lambda: True)


@pytest.fixture
async def live() -> AsyncIterator[None]:
    """The hubs of this test's event loop; they end with it."""
    yield
    await hubs().stop()
    # Whoever goes away leaves a thread at work, and it may wait for the very tables that are emptied next.
    await asyncio.to_thread(threads.rest)


def _person(name: str) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)


@pytest.fixture
def alice(db: None) -> User:
    """The owner."""
    return _person("Alice")


@pytest.fixture
def bob(db: None) -> User:
    """An editor."""
    return _person("Bob")


@pytest.fixture
def vera(db: None) -> User:
    """A viewer."""
    return _person("Vera")


@pytest.fixture
def charlie(db: None) -> User:
    """Somebody who is not on the board."""
    return _person("Charlie")


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody who never will be on the board."""
    return _person("Stella")


@pytest.fixture
def board(alice: User, bob: User, vera: User, charlie: User) -> Board:
    """Three columns; the first two have three cards each. Charlie is about, but no member."""
    columns = (
        Plan("To do", [("Pack", "Ropes and *lamps*"), ("Call", ""), ("Write", "")]),
        Plan("Doing", [("Paint", "Two coats"), ("Sand", ""), ("Test", "")]),
        Plan("Done"),
    )
    board = create_board(owner=alice, name="Boat", columns=columns)
    Membership.objects.create(board=board, user=bob, role=Role.EDITOR)
    Membership.objects.create(board=board, user=vera, role=Role.VIEWER)
    return board


@pytest.fixture
def foreign(charlie: User) -> Board:
    """A board of charlie's, with rows whose ids others may try."""
    board = create_board(owner=charlie, name="Elsewhere", columns=(Plan("Hidden", [("Secret", "Nobody's business")]),))
    Link.objects.create(board=board, name="Friends", digest="0" * 64)
    until = timezone.now() + timedelta(days=1)
    Invitation.objects.create(
        board=board, role=Role.EDITOR, digest="0" * 64, expires_at=until, max_uses=1, created_by=charlie
    )
    return board
