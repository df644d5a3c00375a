"""The forms of second factors, and the picture of the secret that an app is given."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards import limits
from boards.commands.fields import LineField
from boards.models.fields import NAME_LENGTH

# Seconds: a code is taken in its half minute, in the one before and in the one after.
CODE_LASTS = 90


class _Guarded(BaseAuthenticateForm):
    """A code of the app or a recovery code: taken once, and so many tries for each person, wherever they come from."""

    code = forms.CharField(
        label=_("Code of your app, or a recovery code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """Return the code if it is right. allauth's own limit counts clients, of which an attacker may have many."""
        if not limits.codes.spend(self.user.pk):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        # As allauth compares it: dashes and blanks do not make another code of it.
        if not cache.add(f"liveboard.code.{self.user.pk}.{normalize_user_code(code)}", 1, CODE_LASTS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Guarded, AuthenticateForm):
    """At signing in."""


class CodeAgainForm(_Guarded, ReauthenticateForm):
    """For somebody who is signed in."""


class NewKeyForm(AddWebAuthnForm):
    """A passkey or a security key."""

    field_order = ("name", "passwordless")
    name = LineField(limit=NAME_LENGTH, required=False, label=_("What you call it"))
    passwordless = forms.BooleanField(
        initial=True,
        required=False,
        label=_("Sign in with it alone, without the password"),
        help_text=_("The device then asks for a fingerprint, a face or a PIN. Old security keys can do without only."),
    )


class KeyNameForm(EditWebAuthnForm):
    """Another name for a key."""

    name = LineField(limit=NAME_LENGTH, label=_("What you call it"))


@login_required
@never_cache
@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    """Draw the secret that waits for its first code; at an address, since the policy allows no images inside pages."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    return HttpResponse(
        adapter.build_totp_svg(adapter.build_totp_url(request.user, secret)), content_type="image/svg+xml"
    )
