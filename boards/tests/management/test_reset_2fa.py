"""``manage.py reset_2fa``: the way back of somebody who has lost everything but the password."""

import pytest
from django.core.management import CommandError

from boards.models import User
from boards.tests.management.test_commands import said
from boards.tests.views.test_factors import sign_in, with_app


def test_the_password_alone_signs_in_again_and_others_keep_theirs(alice: User, bob: User) -> None:
    with_app(alice)
    with_app(bob)
    words = said("reset_2fa", bob.email.upper())
    assert "Bob (bob@example.org): Recovery codes, TOTP Authenticator" in words
    for user, status in ((bob, 200), (alice, 302)):
        client, _ = sign_in(user)
        assert client.get("/").status_code == status
    assert "had no second factor" in said("reset_2fa", bob.email)


def test_an_address_without_an_account_is_told(db: None) -> None:
    with pytest.raises(CommandError, match="No account has the address"):
        said("reset_2fa", "nobody@example.org")
