"""ID tokens: what the provider says of somebody, believed only if each check of OpenID Connect Core 3.1.3.7 holds."""

from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import constant_time_compare, salted_hmac

# Signed with a key that only the provider has: "none" and signatures with a shared secret are not among them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# Seconds by which two clocks may differ.
LEEWAY = 60
MAX_SUBJECT = 191


def nonce_for(verifier: str) -> str:
    """Return the nonce of the sign-in that has this PKCE verifier: it says nothing of it, and needs no storing."""
    return salted_hmac("liveboard.openid.nonce", verifier, algorithm="sha256").hexdigest()


def read(token: Any, *, keys: Any, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token; ``keys`` is the provider's JWK Set.

    Raises OAuth2Error if it is not from this provider, for this server and for this sign-in.
    """
    if not isinstance(token, str) or not isinstance(keys, dict):
        raise OAuth2Error("There is no ID token, or no key to check it with")
    try:
        claims = jwt.decode(
            token,
            key=_key(jwt.get_unverified_header(token), jwt.PyJWKSet.from_dict(keys)),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise OAuth2Error(f"The ID token is not to be believed: {error}") from error
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise OAuth2Error("The ID token is of another sign-in: its nonce is not ours")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client_id) != client_id:
        raise OAuth2Error("The ID token was made for another party: its azp is not ours")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= MAX_SUBJECT:
        raise OAuth2Error(f"The ID token names nobody: its sub has to have 1 to {MAX_SUBJECT} characters")
    return dict(claims)


def _key(header: dict[str, Any], keys: jwt.PyJWKSet) -> jwt.PyJWK:
    usable = [key for key in keys if key.public_key_use in {None, "sig"}]
    named = [key for key in usable if key.key_id == header.get("kid")] if "kid" in header else usable
    if len(named) != 1:
        raise jwt.InvalidKeyError("the provider has no key of the name that it gives")
    return named[0]
