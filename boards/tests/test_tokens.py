"""Secrets of addresses."""

from uuid import UUID, uuid4

from pytest_django import Settings

from boards import tokens

ROW = UUID("0191d7a0-0000-7000-8000-000000000001")


def test_a_row_has_one_secret_which_is_long_and_fits_into_an_address() -> None:
    secret = tokens.secret_for("link", ROW)
    assert secret == tokens.secret_for("link", ROW)
    assert len(secret) == 32
    assert secret.replace("-", "").replace("_", "").isalnum()


def test_other_rows_and_other_purposes_have_others() -> None:
    secrets = {tokens.secret_for("link", ROW), tokens.secret_for("invitation", ROW), tokens.secret_for("link", uuid4())}
    assert len(secrets) == 3


def test_nobody_without_the_key_makes_it(settings: Settings) -> None:
    before = tokens.secret_for("link", ROW)
    settings.SECRET_KEY = "another key, as long as it has to be for this server"
    assert tokens.secret_for("link", ROW) != before


def test_what_is_kept_is_not_what_opens() -> None:
    secret = tokens.secret_for("link", ROW)
    assert secret not in tokens.digest_of(secret)
    assert len(tokens.digest_of(secret)) == 64
