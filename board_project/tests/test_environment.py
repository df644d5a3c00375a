"""A configuration that would be dangerous does not boot, and says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

GOOD_SECRET = "k" * 50


def boot(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return how a process ends that only reads the settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LIVEBOARD", "SECRET"))}
    for name in ("DATABASE_URL", "REDIS_URL"):
        inherited.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={**inherited, "LIVEBOARD_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


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
    ],
)
def test_it_refuses_to_boot_and_says_what_to_do(tmp_path: Path, environment: dict[str, str], advice: str) -> None:
    ended = boot(tmp_path, **environment)
    assert ended.returncode != 0
    assert advice in ended.stderr.strip().splitlines()[-1]


def test_behind_tls_the_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    ended = boot(tmp_path, LIVEBOARD_URL="https://board.example.org", LIVEBOARD_TRUSTED_PROXIES="1")
    assert ended.returncode == 0, ended.stderr


def test_the_secret_of_the_first_start_is_kept_and_private(tmp_path: Path) -> None:
    boot(tmp_path)
    secret = (tmp_path / "secret_key").read_text()
    boot(tmp_path)
    assert (tmp_path / "secret_key").read_text() == secret
    assert len(secret) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob(".secret_key*")] == []
