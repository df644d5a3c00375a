"""allauth's OpenID Connect, stricter: who asks, with what, and which answers are believed."""

from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from boards.openid import discovery, tokens
from boards.openid.here import configured

# What is kept of what the provider says: enough to know which account is meant.
KEPT = ("email", "name")


class Conversation(OpenIDConnectOAuth2Adapter):
    """One sign-in, from sending somebody away to reading what the provider says of them."""

    _nonce = ""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, configured().url)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself."""
        return discovery.configuration(configured().url)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return where people come back to: the address that is registered there, whatever the Host header says."""
        return settings.PUBLIC_URL + reverse("openid_callback")

    def get_access_token_data(self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None) -> Any:
        """Exchange the code. Raises OAuth2Error or RequestException if that cannot be."""
        self._nonce = tokens.nonce_for(str(pkce_code_verifier))
        try:
            answer = super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The answer to the code cannot be read") from error
        if not isinstance(answer, dict):
            raise OAuth2Error("The answer to the code is no object")
        return answer

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Return the access token. It is not kept, so that it does not matter when it expires."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> Any:
        """Return who it is. allauth believes a token that came by TLS; here its signature is checked always."""
        claims = tokens.read(
            kwargs["response"].get("id_token"),
            keys=self._ask(self.openid_config["jwks_uri"]),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
            nonce=self._nonce,
        )
        return self.get_provider().sociallogin_from_response(request, self._completed(claims, token.token))

    def _completed(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Return the claims, with what the userinfo endpoint adds where the token itself does not say enough."""
        address = self.openid_config.get("userinfo_endpoint")
        if not address or (claims.get("email") and claims.get("name")):
            return claims
        more = self._ask(address, Authorization=f"Bearer {access_token}")
        # OpenID Connect Core 5.3.2: otherwise it may be about somebody else.
        if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
            raise OAuth2Error("The userinfo endpoint speaks of somebody else")
        # Never an address of one with the confirmation of the other.
        says = claims if claims.get("email") else more
        address_of = {name: says.get(name) for name in ("email", "email_verified")}
        return {**more, **claims, **address_of}

    def _ask(self, address: str, **headers: str) -> Any:
        with get_adapter().get_requests_session() as line:
            response = line.get(address, headers=headers)
            response.raise_for_status()
            return response.json()


class Provider(OpenIDConnectProvider):
    """The provider of LIVEBOARD_OIDC_URL."""

    pkce_enabled_default = True
    oauth2_adapter_class = Conversation

    def get_oauth2_adapter(self, request: HttpRequest) -> Conversation:
        """Begin a conversation."""
        return Conversation(request)

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Return the address that a sign-in starts at."""
        return reverse("openid_login") + (f"?{urlencode(kwargs)}" if kwargs else "")

    def get_callback_url(self) -> str:
        """Return the path that it ends at."""
        return reverse("openid_callback")

    def get_pkce_params(self) -> dict[str, Any]:
        """Return a new verifier, its challenge, and the nonce that belongs to it."""
        params: dict[str, Any] = super().get_pkce_params()
        return {**params, "nonce": tokens.nonce_for(params["code_verifier"])}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Return what is asked for, which no link adds to."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: Any) -> dict[str, Any]:
        """Return nothing besides, whatever a link says."""
        return {}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return the one thing that is somebody's for good, beside the issuer."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of the claims."""
        return {name: data[name] for name in KEPT if isinstance(data.get(name), str)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what an account begins with, texts only."""
        wanted = ("email", "name", "preferred_username")
        return {name: data[name] for name in wanted if isinstance(data.get(name), str)}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Return the address, confirmed only if the claim is true itself: the text "false" is no yes."""
        known = {**data, "email_verified": data.get("email_verified") is True}
        return list(super().extract_email_addresses(known)) if isinstance(data.get("email"), str) else []
