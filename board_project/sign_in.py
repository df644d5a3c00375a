"""Who else lets people in: the OpenID Connect provider that the environment names, if it names one."""

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from board_project import environment

# What has to be set, and where to find it.
NEEDED = {
    "LIVEBOARD_OIDC_URL": "the issuer, as the provider gives it",
    "LIVEBOARD_OIDC_CLIENT_ID": "the name that the provider has for this server",
    "LIVEBOARD_OIDC_CLIENT_SECRET": "the secret that the provider made for it",
}
OPTIONAL = ("LIVEBOARD_OIDC_NAME", "LIVEBOARD_OIDC_SIGNUP")
LOCAL = {"localhost", "127.0.0.1", "::1"}
# What a row of a person's account at the provider has room for.
MAX_LENGTH = 200
MAX_NAME = 40


@dataclass(frozen=True)
class OpenID:
    """A provider, and what this server is to it."""

    # The issuer, without a slash at its end.
    url: str
    client_id: str
    client_secret: str = field(repr=False)
    # What stands on the button.
    name: str = "Single sign-on"
    # Whether somebody who has no account yet gets one.
    makes_accounts: bool = True


def openid() -> OpenID | None:
    """Return the provider of the ``LIVEBOARD_OIDC_`` variables; None where there is none.

    Raises ImproperlyConfigured if some of them are missing, or cannot be what they should be.
    """
    given = {name: os.environ.get(name, "").strip() for name in (*NEEDED, *OPTIONAL)}
    if not any(given.values()):
        return None
    for name, meaning in NEEDED.items():
        if not given[name]:
            raise ImproperlyConfigured(
                f"{name} is missing: write {meaning}, or leave all variables that begin with LIVEBOARD_OIDC_ out."
            )
    return OpenID(
        url=_issuer(given["LIVEBOARD_OIDC_URL"]),
        client_id=given["LIVEBOARD_OIDC_CLIENT_ID"],
        client_secret=given["LIVEBOARD_OIDC_CLIENT_SECRET"],
        name=_name(given["LIVEBOARD_OIDC_NAME"]),
        makes_accounts=environment.answer("LIVEBOARD_OIDC_SIGNUP"),
    )


def _issuer(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    has_more = parts.query or parts.fragment or parts.username or "/.well-known/" in parts.path
    if not is_safe or not parts.hostname or has_more or len(url) > MAX_LENGTH:
        raise ImproperlyConfigured(
            f"LIVEBOARD_OIDC_URL is {url!r}; write the provider's issuer, which begins with https:// (http:// at "
            "localhost only) and ends before /.well-known/, for example https://login.example.org/realms/team."
        )
    return url.rstrip("/")


def _name(name: str) -> str:
    if len(name) > MAX_NAME:
        raise ImproperlyConfigured(f"LIVEBOARD_OIDC_NAME is the label of a button; use at most {MAX_NAME} characters.")
    return name or OpenID.name
