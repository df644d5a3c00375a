"""A provider is named whole or not at all, and costs a server that has none nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from board_project import sign_in
from board_project.tests.test_environment import boot

WHOLE = {
    "LIVEBOARD_OIDC_URL": "https://login.example.org/realms/team",
    "LIVEBOARD_OIDC_CLIENT_ID": "liveboard",
    "LIVEBOARD_OIDC_CLIENT_SECRET": "quite-a-secret",
}
# What only servers with a provider load.
LIBRARIES = ["requests", "jwt", "allauth.socialaccount.providers.oauth2.views", "boards.openid.provider"]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*sign_in.NEEDED, *sign_in.OPTIONAL):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def configure(environment: pytest.MonkeyPatch, **variables: str) -> sign_in.OpenID | None:
    for name, value in variables.items():
        environment.setenv(name, value)
    return sign_in.openid()


def test_without_variables_or_with_empty_ones_there_is_no_provider(environment: pytest.MonkeyPatch) -> None:
    assert configure(environment) is None
    assert configure(environment, **dict.fromkeys((*WHOLE, *sign_in.OPTIONAL), "")) is None


def test_three_variables_are_enough(environment: pytest.MonkeyPatch) -> None:
    provider = configure(environment, **WHOLE)
    assert provider == sign_in.OpenID("https://login.example.org/realms/team", "liveboard", "quite-a-secret")
    assert provider.name == "Single sign-on" and provider.makes_accounts
    # Settings are printed now and then.
    assert "quite-a-secret" not in repr(provider)


def test_all_of_them_say_what_they_mean(environment: pytest.MonkeyPatch) -> None:
    more = {"LIVEBOARD_OIDC_NAME": "ACME account", "LIVEBOARD_OIDC_SIGNUP": "No"}
    slash = {"LIVEBOARD_OIDC_URL": "https://login.example.org/application/o/board/"}
    provider = configure(environment, **WHOLE, **more)
    assert provider and (provider.name, provider.makes_accounts) == ("ACME account", False)
    provider = configure(environment, **slash)
    assert provider and provider.url == "https://login.example.org/application/o/board"


@pytest.mark.parametrize("url", ["http://localhost:8080/realms/team", "http://127.0.0.1:1", "http://[::1]:80/x"])
def test_a_provider_at_this_machine_needs_no_tls(environment: pytest.MonkeyPatch, url: str) -> None:
    provider = configure(environment, **WHOLE | {"LIVEBOARD_OIDC_URL": url})
    assert provider and provider.url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example.org",
        "http://localhost.evil.example",
        "login.example.org",
        "https://",
        "https://[",
        "https://user@login.example.org",
        "https://login.example.org/?realm=team",
        "https://login.example.org/#team",
        "https://login.example.org/.well-known/openid-configuration",
        "https://login.example.org/" + "x" * 200,
    ],
)
def test_an_issuer_that_cannot_be_one_is_refused(environment: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="write the provider's issuer"):
        configure(environment, **WHOLE | {"LIVEBOARD_OIDC_URL": url})


@pytest.mark.parametrize("missing", list(WHOLE))
def test_a_half_filled_set_is_refused_with_the_name_of_what_is_missing(
    environment: pytest.MonkeyPatch, missing: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing: write the "):
        configure(environment, **{name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize(
    ("extra", "advice"),
    [
        ({"LIVEBOARD_OIDC_SIGNUP": "maybe"}, "write yes or no"),
        ({"LIVEBOARD_OIDC_NAME": "x" * 41}, "at most 40 characters"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    environment: pytest.MonkeyPatch, extra: dict[str, str], advice: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=advice):
        configure(environment, **WHOLE, **extra)


def test_a_server_does_not_start_with_half_of_it(tmp_path: Path) -> None:
    ended = boot(tmp_path, LIVEBOARD_OIDC_NAME="ACME")
    assert ended.returncode != 0 and "LIVEBOARD_OIDC_URL is missing" in ended.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(("configured", "loaded"), [({}, []), (WHOLE, LIBRARIES)], ids=["without", "with"])
def test_only_a_server_with_a_provider_loads_what_it_takes(
    tmp_path: Path, configured: dict[str, str], loaded: list[str]
) -> None:
    code = (
        "import json, sys, django; django.setup(); from django.urls import get_resolver; "
        "addresses = len(get_resolver().reverse_dict); "
        f"print(json.dumps([name for name in {LIBRARIES} if name in sys.modules]))"
    )
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LIVEBOARD_OIDC_")}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=settings.BASE_DIR,
        env={
            **inherited,
            "DJANGO_SETTINGS_MODULE": "board_project.settings",
            "LIVEBOARD_DATA": str(tmp_path),
            **configured,
        },
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == loaded
