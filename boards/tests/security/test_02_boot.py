"""Row 2: production refuses to boot with debugging, a weak secret or any host, and says what to do instead."""

from pathlib import Path

import pytest

from board_project.tests.test_environment import boot

GOOD_SECRET = "k" * 50


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({"LIVEBOARD_DEBUG": "1", "DATABASE_URL": "postgres://db/x"}, "Unset it where DATABASE_URL"),
        ({"LIVEBOARD_DEBUG": "1", "LIVEBOARD_URL": "https://b.example", "LIVEBOARD_TRUSTED_PROXIES": "1"}, "Unset it"),
        ({"SECRET_KEY": "changeme"}, "Use 32 random characters or more"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_SECRET}, "Use 32 random characters or more"),
        ({"LIVEBOARD_URL": "http://*"}, "must name one host"),
        ({"LIVEBOARD_URL": "board.example.org"}, "write scheme, host"),
        ({"LIVEBOARD_URL": "https://board.example.org/path"}, "write scheme, host"),
        ({"LIVEBOARD_URL": "https://board.example.org"}, "LIVEBOARD_TRUSTED_PROXIES"),
        ({"LIVEBOARD_TRUSTED_PROXIES": "many"}, "write how many proxies"),
        ({"SECRET_KEY": "k" * 31}, "Use 32 random characters or more"),
        ({"LIVEBOARD_URL": "https://*.example.org", "LIVEBOARD_TRUSTED_PROXIES": "1"}, "must name one host"),
    ],
)
def test_it_refuses_to_boot_and_says_what_to_do(tmp_path: Path, environment: dict[str, str], advice: str) -> None:
    ended = boot(tmp_path, **environment)
    assert ended.returncode != 0
    assert advice in ended.stderr.strip().splitlines()[-1]
    # What is wrong with a secret is said without it.
    assert environment.get("SECRET_KEY", GOOD_SECRET) not in ended.stderr


def test_the_secret_of_the_first_start_is_kept_and_private(tmp_path: Path) -> None:
    boot(tmp_path)
    secret = (tmp_path / "secret_key").read_text()
    boot(tmp_path)
    assert (tmp_path / "secret_key").read_text() == secret
    assert len(secret) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob(".secret_key*")] == []
