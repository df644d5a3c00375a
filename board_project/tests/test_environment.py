"""What the environment says is read, and what cannot work does not boot.

What would be dangerous: ``boards/tests/security/test_02_boot.py``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import mailers
from django.test import override_settings

from board_project import environment

MAIL = {"LIVEBOARD_MAIL_URL": "smtp://mail.example.org", "LIVEBOARD_MAIL_FROM": "board@example.org"}


PRINT_SIGNUP = (
    "import json; from django.conf import settings as s; print(json.dumps([s.SIGNUP_OPEN, sorted(s.SIGNUP_DOMAINS)]))"
)
CHECK = ("check", "--deploy", "--fail-level", "WARNING")


def boot(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return how a process ends that only reads the settings."""
    return manage(CHECK, data, environment)


def manage(command: tuple[str, ...], data: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Return how ``manage.py`` ends with nothing but this environment of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LIVEBOARD", "SECRET"))}
    for name in ("DATABASE_URL", "REDIS_URL"):
        inherited.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**inherited, "LIVEBOARD_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({"LIVEBOARD_MAIL_URL": "smtp://mail.example.org"}, "LIVEBOARD_MAIL_FROM is ''; write the address"),
        ({"LIVEBOARD_MAIL_URL": "smtp://mail.example.org", "LIVEBOARD_MAIL_FROM": "Liveboard"}, "write the address"),
        ({"LIVEBOARD_MAIL_FROM": "a@b.example\nBcc: c@d.example"}, "write the address"),
        ({"LIVEBOARD_MAIL_URL": "mail.example.org:587"}, "Write smtp+tls://"),
        ({"LIVEBOARD_MAIL_URL": "http://mail.example.org"}, "Write smtp+tls://"),
        ({"LIVEBOARD_MAIL_URL": "smtp+tls://"}, "Write smtp+tls://"),
        ({"LIVEBOARD_MAIL_URL": "smtp+tls://user@mail.example.org"}, "Write smtp+tls://"),
        ({"LIVEBOARD_MAIL_URL": "smtp+tls://mail.example.org:many"}, "Write smtp+tls://"),
        ({"LIVEBOARD_MAIL_URL": "smtp+tls://user:pass/word@mail.example.org"}, "Write smtp+tls://"),
        ({"LIVEBOARD_SIGNUP": "invited"}, "write open (everybody may sign up) or closed (by invitation)"),
        ({"LIVEBOARD_SIGNUP_DOMAINS": "example.org"}, "set LIVEBOARD_MAIL_URL"),
        ({"LIVEBOARD_SIGNUP_DOMAINS": "@example.org", **MAIL}, "write what stands behind the @"),
        ({"LIVEBOARD_SIGNUP_DOMAINS": "*.example.org", **MAIL}, "write what stands behind the @"),
        ({"LIVEBOARD_SIGNUP_DOMAINS": "example.org", "LIVEBOARD_SIGNUP": "open", **MAIL}, "keeps nobody out"),
    ],
)
def test_mail_that_cannot_work_does_not_boot_and_says_what_to_do(
    tmp_path: Path, environment: dict[str, str], advice: str
) -> None:
    ended = boot(tmp_path, **environment)
    assert ended.returncode != 0
    assert advice in ended.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example.org", {"port": 25}),
        ("smtp+tls://mail.example.org", {"port": 587, "use_tls": True}),
        ("smtps://mail.example.org/", {"port": 465, "use_ssl": True}),
        (
            "smtp+tls://me%40example.org:p%40ss%2Fw%25rd@mail.example.org:2525",
            {"port": 2525, "use_tls": True, "username": "me@example.org", "password": "p@ss/w%rd"},
        ),
    ],
)
def test_one_address_says_how_mail_is_sent(
    url: str, options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVEBOARD_MAIL_URL", url)
    monkeypatch.setenv("LIVEBOARD_MAIL_FROM", "Board <board@example.org>")
    mailer = environment.mailer()
    assert mailer["OPTIONS"] == {"host": "mail.example.org", "timeout": environment.MAIL_TIMEOUT, **options}
    assert environment.mail_from("http://localhost") == "Board <board@example.org>"
    with override_settings(MAILERS={"default": mailer}):
        assert type(mailers["default"]).__module__ == "django.core.mail.backends.smtp"


def test_without_a_mail_server_mails_go_to_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIVEBOARD_MAIL_URL", "LIVEBOARD_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    assert environment.mailer() == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    assert environment.mail_from("http://board.example.org:81") == "Liveboard <liveboard@board.example.org>"


def test_a_mail_server_makes_addresses_be_confirmed(tmp_path: Path) -> None:
    for configured, expected in (({}, "optional"), (MAIL, "mandatory")):
        code = "from board_project import settings; print(settings.ACCOUNT_EMAIL_VERIFICATION)"
        env = {**os.environ, "LIVEBOARD_DATA": str(tmp_path), **configured}
        ended = subprocess.run(
            [sys.executable, "-c", code], check=False, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True
        )
        assert ended.stdout.strip() == expected, ended.stderr


@pytest.mark.parametrize(
    ("given", "is_open", "domains"),
    [
        ({}, True, set()),
        ({"LIVEBOARD_URL": "http://localhost:8080"}, True, set()),
        ({"LIVEBOARD_URL": "http://board.lan"}, False, set()),
        ({"LIVEBOARD_URL": "https://board.example.org", "LIVEBOARD_TRUSTED_PROXIES": "1"}, False, set()),
        ({"DATABASE_URL": "postgres://db/x"}, False, set()),
        ({"DATABASE_URL": "postgres://db/x", "LIVEBOARD_SIGNUP": "open"}, True, set()),
        ({"LIVEBOARD_SIGNUP": "closed"}, False, set()),
        ({"LIVEBOARD_SIGNUP_DOMAINS": " Example.org, example.com,", **MAIL}, False, {"example.org", "example.com"}),
    ],
)
def test_everybody_may_sign_up_only_where_nobody_else_comes_unless_told_otherwise(
    given: dict[str, str], is_open: bool, domains: set[str], tmp_path: Path
) -> None:
    shown = manage(("shell", "--no-imports", "-c", PRINT_SIGNUP), tmp_path, given)
    assert json.loads(shown.stdout.splitlines()[-1]) == [is_open, sorted(domains)], shown.stderr


def test_what_the_address_of_the_database_asks_for_is_kept(tmp_path: Path) -> None:
    shown = manage(("diffsettings",), tmp_path, {"DATABASE_URL": "postgresql://db/x?sslmode=verify-full"})
    assert "'sslmode': 'verify-full'" in shown.stdout
    assert "'pool': {" in shown.stdout


def test_several_redis_carry_the_boards_and_the_first_one_counts(tmp_path: Path) -> None:
    script = (
        "import json; from django.conf import settings as s; "
        "print(json.dumps([[h['address'] for h in s.CHANNEL_LAYERS['default']['CONFIG']['hosts']],"
        " s.CACHES['default']['LOCATION']]))"
    )
    for given, layer in (
        (" redis://a/0, redis://b/0 ,", ["redis://a/0", "redis://b/0"]),
        ("redis://a/0", ["redis://a/0"]),
    ):
        ended = manage(("shell", "-v", "0", "-c", script), tmp_path, {"REDIS_URL": given})
        assert json.loads(ended.stdout) == [layer, "redis://a/0"], ended.stderr
