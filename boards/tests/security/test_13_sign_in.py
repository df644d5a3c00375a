"""Row 13: signing in is throttled, for the second factor as well, and nobody can lock somebody else out."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from boards.models import User
from boards.tests.conftest import PASSWORD
from boards.tests.totp import code_for
from boards.tests.views.test_factors import INDEX, sign_in, with_app

CODE = f"{INDEX}authenticate/"


def at_the_second_factor(user: User, address: str) -> Client:
    client = Client(REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_many_wrong_passwords_lock_out_nobody_who_comes_from_elsewhere(alice: User) -> None:
    attacker, owner = Client(REMOTE_ADDR="192.0.2.6"), Client(REMOTE_ADDR="192.0.2.7")
    for _ in range(30):
        answer = attacker.post("/accounts/login/", {"login": alice.email, "password": "wrong"})
    assert "Too many" in answer.text
    assert owner.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})["Location"] == "/"


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


def test_a_code_that_was_seen_is_of_no_use(bob: User) -> None:
    _, secret, _ = with_app(bob)
    code = code_for(secret, later=1)
    for status in (200, 302):
        client, _ = sign_in(bob)
        client.post(CODE, {"code": code})
        assert client.get("/").status_code == status


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_the_database_tells_no_secret_of_a_second_factor(kind: str, bob: User) -> None:
    _, secret, codes = with_app(bob)
    kept = str(Authenticator.objects.get(type=kind).data)
    assert not any(each in kept for each in (secret, *codes))
