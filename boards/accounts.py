"""What allauth asks of us: mails whose links lead to the public address, and a mail server that may be down."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from boards.letters import Letter
from boards.models import User

logger = logging.getLogger("liveboard.mail")


class Adapter(DefaultAccountAdapter):
    """allauth, with mails of ours."""

    def render_mail(self, *args: Any, **kwargs: Any) -> Letter:
        """Return a mail of plain text."""
        mail = super().render_mail(*args, **kwargs)
        return Letter(mail.subject, mail.body, mail.from_email, mail.to, headers=mail.extra_headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, whose links are made of LIVEBOARD_URL: the Host header is the sender's to choose."""
        links = {name: _public(value) for name, value in context.items() if name.endswith("_url")}
        try:
            super().send_mail(template_prefix, email, {**context, **links, "public_url": settings.PUBLIC_URL})
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
