"""What allauth asks of us about accounts elsewhere: whose they are here, and who gets a new one."""

import logging
from typing import Any, cast

from allauth.account.internal.flows.manage_email import assess_unique_email
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards import signup
from boards.models import User
from boards.openid.here import configured
from boards.openid.names import name_from

logger = logging.getLogger("liveboard.openid")

# Characters of an error that the provider names.
MAX_LOGGED = 100
# What went wrong, in the template's words, and the status of the page that says so.
STATUSES = {"down": 503, "refused": 401, "no_address": 403, "taken": 409}


class Adapter(DefaultSocialAccountAdapter):
    """allauth, with one provider, which the environment names."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": gettext_lazy("Without it you could not sign in any more: choose a password first."),
        "no_verified_email": gettext_lazy(
            "A forgotten password could not be replaced then: confirm your e-mail address first."
        ),
    }

    def list_providers(self, request: HttpRequest) -> list[Any]:
        """Return the provider, if there is one, without asking the database."""
        return [self.get_provider(request, settings.OPENID.url)] if settings.OPENID else []

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return the provider. Raises DoesNotExist where the environment names none."""
        here = configured()
        # Its libraries are for servers that have one.
        from boards.openid.provider import Provider  # noqa: PLC0415

        app = SocialApp(
            provider="openid_connect",
            # Accounts belong to the issuer: at another one, the same subject is somebody else.
            provider_id=here.url,
            name=here.name,
            client_id=here.client_id,
            secret=here.client_secret,
        )
        return Provider(request, app=app)

    def get_requests_session(self) -> Any:
        """Return the line that the provider is asked on."""
        from boards.openid.line import Line  # noqa: PLC0415

        return Line()

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Return whose account has the address: it must have been confirmed there and here.

        Who signs up with the address of somebody else, and never confirms it, does not get to share an account with
        her when she comes from the provider.
        """
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if found is None:
            return None
        confirmed = EmailAddress.objects.filter(user_id=found[0].pk, email__iexact=found[1], verified=True)
        return found if confirmed.exists() else None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Tell whether somebody new gets an account: LIVEBOARD_OIDC_SIGNUP, or else whoever may sign up anyway."""
        return configured().makes_accounts or signup.may_sign_up(sociallogin.user.email, request)

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Make an account; one that an invitation is needed for takes one of those that it is good for."""
        if not configured().makes_accounts and not signup.admit(sociallogin.user.email, request):
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        return cast(User, super().save_user(request, sociallogin, form))

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Go on without a form. An account has the address that the provider says: nobody types another one here."""
        email = sociallogin.user.email
        if not email:
            raise ImmediateHttpResponse(trouble(request, "no_address"))
        if assess_unique_email(email) is False:
            raise ImmediateHttpResponse(trouble(request, "taken", email=email))
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Fill in what a new account begins with."""
        user: User = sociallogin.user
        user.email = data.get("email") or ""
        user.name = name_from(data.get("name"), data.get("preferred_username"), user.email.partition("@")[0])
        return user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say what to do, on a page of ours; what exactly was wrong is for the log."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("You went back before you were signed in. Nothing has changed."))
            raise ImmediateHttpResponse(redirect("account_login"))
        from requests import RequestException  # noqa: PLC0415

        # In quotes, and not for ever: anybody may send it.
        answer = repr(request.GET.get("error", "")[:MAX_LOGGED]) if "error" in request.GET else "an unknown state"
        logger.warning("Single sign-on failed: %s", exception or answer)
        raise ImmediateHttpResponse(trouble(request, "down" if isinstance(exception, RequestException) else "refused"))


def trouble(request: HttpRequest, kind: str, **context: Any) -> HttpResponse:
    """Return the page that says why somebody is not signed in, and what to do."""
    return render(request, "socialaccount/authentication_error.html", {**context, "kind": kind}, status=STATUSES[kind])
