"""Row 3: Django's deployment check has nothing to say, and behind TLS cookies and HSTS are as strict as they can be.

``bin/test`` runs the same check as a stage of its own (``tooling/stages.py``).
"""

import json
from http.cookies import SimpleCookie
from pathlib import Path

from board_project.tests.test_environment import boot, manage

PRODUCTION = {"LIVEBOARD_URL": "https://board.example.org", "LIVEBOARD_TRUSTED_PROXIES": "1"}
SIGN_IN = """
import json
from django.core.management import call_command
from django.test import Client
from boards.models import User
call_command("migrate", verbosity=0)
User.objects.create_user("alice@example.org", "correct-horse-battery", name="Alice")
name = {"host": "board.example.org"}
plain, tls = Client(headers=name), Client(headers={**name, "x-forwarded-proto": "https"})
form = {"login": "alice@example.org", "password": "correct-horse-battery"}
answers = plain.get("/"), tls.post("/accounts/login/", form)
print(json.dumps([[each.status_code, dict(each.headers), each.cookies.output(header="").strip()] for each in answers]))
"""


def test_behind_tls_the_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    ended = boot(tmp_path, **PRODUCTION)
    assert ended.returncode == 0, ended.stderr


def test_with_postgresql_and_redis_it_has_nothing_to_say_either(tmp_path: Path) -> None:
    services = {"DATABASE_URL": "postgresql://db/x", "REDIS_URL": "redis://redis/0"}
    ended = manage(
        ("check", "--deploy", "--fail-level", "WARNING", "--tag", "security"), tmp_path, PRODUCTION | services
    )
    assert ended.returncode == 0, ended.stderr


def test_behind_tls_cookies_are_for_this_host_and_https_alone(tmp_path: Path) -> None:
    ended = manage(("shell", "--no-imports", "--command", SIGN_IN), tmp_path, PRODUCTION)
    assert ended.returncode == 0, ended.stderr
    (moved, _, _), (status, headers, cookies) = json.loads(ended.stdout.strip().splitlines()[-1])
    assert (moved, status) == (301, 302)
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    kept: SimpleCookie = SimpleCookie()
    for line in cookies.splitlines():
        kept.load(line)
    session = kept["__Host-sessionid"]
    assert session["secure"] and session["httponly"] and session["samesite"] == "Lax"
    # As the prefix asks: for every path of this host, and for no other host.
    assert session["path"] == "/" and not session["domain"]
    # Script reads this one.
    assert kept["__Host-csrftoken"]["secure"] and kept["__Host-csrftoken"]["samesite"] == "Lax"
