"""Secrets of second factors: unreadable in the database, and useless where they cannot be read."""

import pytest
from pytest_django import Settings

from boards.factors import Adapter

SECRET = "GEZDGNBVGY3TQOJQ"


def test_secrets_are_encrypted_anew_each_time_and_come_back() -> None:
    first, second = Adapter().encrypt(SECRET), Adapter().encrypt(SECRET)
    assert SECRET not in first and first != second
    assert Adapter().decrypt(first) == Adapter().decrypt(second) == SECRET


def test_under_another_key_a_secret_becomes_one_that_nobody_knows(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Adapter().encrypt(SECRET)
    settings.SECRET_KEY = "another key, as after a restore without its folder"
    found = {Adapter().decrypt(kept) for _ in range(3)}
    assert len(found) == 3 and SECRET not in found and "reset_2fa" in caplog.text
