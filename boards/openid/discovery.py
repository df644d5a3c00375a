"""What the provider says of itself (OpenID Connect Discovery 1.0): where to send people, and where to ask."""

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache

from boards.openid.line import Line

PATH = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OPTIONAL = ("userinfo_endpoint",)
# Seconds that it is believed without asking again, so that whoever presses the button often costs the provider nothing.
BELIEVED = 600


def configuration(issuer: str) -> dict[str, Any]:
    """Return the provider's configuration; ``issuer`` has no slash at its end.

    Raises RequestException if it does not answer, and OAuth2Error if the answer is not the one of this issuer.
    """
    key = f"liveboard.openid.{issuer}"
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = _ask(issuer)
        cache.set(key, known, BELIEVED)
    return known


def _ask(issuer: str) -> dict[str, Any]:
    with Line() as line:
        response = line.get(issuer + PATH)
        response.raise_for_status()
        found = response.json()
    if not isinstance(found, dict) or str(found.get("issuer")).rstrip("/") != issuer:
        raise OAuth2Error(f"{issuer + PATH} is of another issuer: set LIVEBOARD_OIDC_URL to the one that it names")
    scheme = urlsplit(issuer).scheme
    for name in (*NEEDED, *OPTIONAL):
        address = found.get(name)
        if name in OPTIONAL and address is None:
            continue
        # Whoever comes by https is not led away from it.
        if not isinstance(address, str) or urlsplit(address).scheme not in {"https", scheme}:
            raise OAuth2Error(f"{issuer + PATH} has no safe {name}")
    return found
