"""A mail of plain text, as it is sent and printed."""

from email.policy import Policy, default
from typing import Any

from django.core.mail import EmailMessage

# What a line may have (RFC 5322, 2.1.1). Longer than 78 characters, Python would break it, and the link in it.
MAX_LINE = 998


class Letter(EmailMessage):
    """A mail whose text travels, and is printed to the console, as it was written."""

    def message(self, *, policy: "Policy[Any] | None" = None) -> Any:
        """Return the message to be sent."""
        return super().message(policy=(policy or default).clone(max_line_length=MAX_LINE))
