"""What allauth asks of us: who may sign up, where it leads, and mails whose links lead to the public address."""

import logging
from smtplib import SMTPException
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from allauth import core
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from boards import invitations, languages, signup
from boards.letters import Letter
from boards.models import User

logger = logging.getLogger("liveboard.mail")


class Adapter(DefaultAccountAdapter):
    """allauth, with mails and rules of ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether to show the form."""
        return signup.may_begin(request)

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Make an account, if the rule allows it: the form has asked already, but two may send it at once."""
        if not signup.admit(form.cleaned_data["email"], request):
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        return cast(User, super().save_user(request, user, form, commit))

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Tell whether an address is known to be theirs: an invitation was sent to it, and led here."""
        return signup.is_confirmed(email, request) or bool(super().is_email_verified(request, email))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the invitation that somebody came with, or home."""
        return (
            reverse("boards:invited") if invitations.carried(request) else str(super().get_login_redirect_url(request))
        )

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the same."""
        return self.get_login_redirect_url(request)

    def render_mail(self, *args: Any, **kwargs: Any) -> Letter:
        """Return a mail of plain text."""
        mail = super().render_mail(*args, **kwargs)
        return Letter(mail.subject, mail.body, mail.from_email, mail.to, headers=mail.extra_headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, whose links are made of LIVEBOARD_URL: the Host header is the sender's to choose."""
        links = {name: _public(value) for name, value in context.items() if name.endswith("_url")}
        try:
            ours = {"public_url": settings.PUBLIC_URL, "may_sign_up": signup.may_begin(core.context.request)}
            # Somebody's language, whoever has asked for the mail.
            with translation.override(languages.chosen_by(context.get("user")) or translation.get_language()):
                super().send_mail(template_prefix, email, {**context, **links, **ours})
        except (SMTPException, OSError):
            # The page says to ask again if nothing comes. To fail here would tell who has an account.
            logger.exception("A mail could not be sent; look at LIVEBOARD_MAIL_URL and the mail server")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address, unless it has become somebody else's meanwhile, confirmed or not."""
        others = User.objects.exclude(pk=email_address.user_id).filter(email__iexact=email_address.email)
        if others.exists():
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return bool(super().confirm_email(request, email_address))


def _public(url: str) -> str:
    parts = urlsplit(url)
    return settings.PUBLIC_URL + urlunsplit(("", "", parts.path, parts.query, ""))
