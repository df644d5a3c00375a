"""The authenticator app of a test: computes the codes that a phone would show (RFC 6238)."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30


def code_for(secret: str, *, later: int = 0) -> str:
    """Return the code of now, or of the period that comes ``later``."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later)))
