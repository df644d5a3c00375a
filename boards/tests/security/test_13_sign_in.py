"""Row 13: signing in is throttled, for the second factor as well, and nobody can lock somebody else out.

Tries are counted by all processes together where there is a Redis (``board_project/tests/test_cache.py``), and by each
alone while it is away.
"""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.test import Client
from pytest_django import Settings

from boards.models import Board, User
from boards.tests.conftest import PASSWORD
from boards.tests.doors import DOORS, Socket
from boards.tests.redises import KINDS, broken_redis
from boards.tests.totp import code_for
from boards.tests.views.test_factors import INDEX, sign_in, with_app

CODE = f"{INDEX}authenticate/"


def at_the_second_factor(user: User, address: str) -> Client:
    client = Client(REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def tries(address: str, user: User, password: str = "wrong") -> str:
    """Try one password from an address; return where that leads, or what is said."""
    form = {"login": user.email, "password": password}
    answer = Client(REMOTE_ADDR=address).post("/accounts/login/", form)
    return answer["Location"] if answer.status_code == 302 else answer.text


def test_many_addresses_that_try_one_account_lock_nobody_out(alice: User) -> None:
    """Neither its owner at home, who mistypes now and then, nor whoever else signs in."""
    for number in range(200):
        tries(f"192.0.2.{number % 100}", alice)
        if number % 50 == 0:
            tries("198.51.100.1", alice)
    assert tries("198.51.100.1", alice, PASSWORD) == "/"


def test_one_address_is_slowed_whatever_it_tries(alice: User, bob: User) -> None:
    said = [tries("192.0.2.6", user) for _ in range(10) for user in (alice, bob)]
    # Ten a minute, over all accounts: neither many passwords for one nor one for many get further.
    assert ["Too many" in answer for answer in said] == [False] * 10 + [True] * 10
    # Even the right one waits; a network of IPv6 is one address.
    assert "Too many" in tries("192.0.2.6", alice, PASSWORD)
    said = [tries(f"2001:db8::{number:x}", alice) for number in range(1, 13)]
    assert "Too many" in said[-1]
    assert tries("2001:db8:0:1::1", alice, PASSWORD) == "/"


def test_whoever_signs_in_now_and_then_spends_nothing(alice: User) -> None:
    assert [tries("192.0.2.6", alice, PASSWORD) for _ in range(20)] == ["/"] * 20


def test_codes_cannot_be_tried_at_will_even_from_many_addresses(bob: User) -> None:
    """Whoever knows the password has a million codes before them."""
    _, secret, _ = with_app(bob)
    for number in range(10):
        at_the_second_factor(bob, f"192.0.2.{number}").post(CODE, {"code": "000000"})
    late = at_the_second_factor(bob, "192.0.2.99")
    # Even the right one.
    assert "Too many" in late.post(CODE, {"code": code_for(secret, later=1)}).text
    assert late.get("/").status_code == 302


def test_without_the_password_nobody_reaches_somebodys_second_factor(bob: User) -> None:
    """Otherwise strangers could use up the tries of its owner."""
    _, secret, _ = with_app(bob)
    stranger = Client()
    for _ in range(20):
        assert stranger.post(CODE, {"code": "000000"})["Location"].startswith("/accounts/login/")
    owner, _ = sign_in(bob)
    assert owner.post(CODE, {"code": code_for(secret, later=1)})["Location"] == "/"


def takes_a_code_once(user: User) -> None:
    _, secret, _ = with_app(user)
    code = code_for(secret, later=1)
    for status in (200, 302):
        client, _ = sign_in(user)
        client.post(CODE, {"code": code})
        assert client.get("/").status_code == status


def test_a_code_that_was_seen_is_of_no_use(bob: User) -> None:
    takes_a_code_once(bob)


@pytest.mark.parametrize("again", ["{}", "{}-", "{}.", " {}"])
def test_a_code_that_was_seen_is_of_no_use_however_it_is_written(again: str, bob: User) -> None:
    _, secret, _ = with_app(bob)
    code = code_for(secret, later=1)
    client, _ = sign_in(bob)
    client.post(CODE, {"code": code})
    # Half a minute later allauth has forgotten it, and it is good for another one.
    assert cache.delete(f"allauth.mfa.totp.used?user={bob.pk}&code={code}")
    client, _ = sign_in(bob)
    client.post(CODE, {"code": again.format(code)})
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_the_database_tells_no_secret_of_a_second_factor(kind: str, bob: User) -> None:
    _, secret, codes = with_app(bob)
    kept = str(Authenticator.objects.get(type=kind).data)
    assert not any(each in kept for each in (secret, *codes))


@pytest.mark.parametrize("kind", KINDS)
def test_while_redis_is_down_or_frozen_people_sign_in_and_limits_hold(
    kind: str, alice: User, bob: User, settings: Settings
) -> None:
    with broken_redis(kind) as server:
        settings.CACHES = {"default": {"BACKEND": "board_project.cache.SharedCache", "LOCATION": server}}
        assert tries("192.0.2.7", alice, PASSWORD) == "/"
        takes_a_code_once(bob)
        said = [tries("192.0.2.6", alice) for _ in range(12)]
        assert "Too many" in said[-1] and "Too many" not in said[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_edits_never_ask_the_cache(board: Board, alice: User, settings: Settings) -> None:
    """Their limits are in the memory of each process: a frozen Redis holds up nobody who works."""
    settings.CACHES = {"default": {"BACKEND": "boards.tests.security.test_13_sign_in.NoCache"}}
    async with Socket(alice, board) as socket:
        await socket.say({"presence": {"idle": True}})
        assert "ack" in await socket.command("column.create", {"name": "Later"})
    for door in DOORS.values():
        assert "ack" in await door(alice, board, "column.create", {"name": "Later"})


class NoCache(BaseCache):
    """Fails whoever asks."""

    def __init__(self, _server: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("asked the cache")

    add = set = get
