"""What allauth asks of us about second factors: secrets are encrypted in the database, and words are ours."""

import base64
import logging
import secrets
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger("liveboard.factors")


class Adapter(DefaultMFAAdapter):
    """allauth's second factors."""

    error_messages = {
        "cannot_delete_authenticator": _("This cannot be switched off."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes are for those who have an authenticator app or a key: add one of these first."
        ),
        "incorrect_code": _(
            "This code or key is not right. Codes change every half a minute and work once: wait for the next one, then"
            " try again."
        ),
        "unverified_email": _("Confirm your e-mail address first: otherwise somebody else could lock its owner out."),
    }

    def get_totp_issuer(self) -> str:
        """Return what apps show beside a code."""
        return f"Liveboard ({urlsplit(settings.PUBLIC_URL).hostname})"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom keys are made for. The host is one of our own: others were refused before."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Liveboard"}

    def generate_authenticator_name(self, user: AbstractBaseUser, kind: Authenticator.Type) -> str:
        """Return what a new key is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=kind).count() + 1
        return gettext("Key {n}").format(n=number)

    def encrypt(self, text: str) -> str:
        """Return a secret as it stands in the database, where a backup or a leak tells nothing of it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; of one that was made under another SECRET_KEY, one that nobody knows."""
        try:
            return _box().decrypt(encrypted_text).decode()
        except InvalidToken:
            logger.exception("SECRET_KEY has changed, so a second factor cannot be read; see manage.py reset_2fa")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _box() -> Fernet:
    key = salted_hmac("liveboard.factors", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
