"""Mails that commands ask for: sent after the commit, in a thread of their own, so that no lock waits for a server."""

import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from smtplib import SMTPException

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from boards.letters import Letter

logger = logging.getLogger("liveboard.mail")

_postman = ThreadPoolExecutor(1, thread_name_prefix="post")


@dataclass(frozen=True)
class Mail:
    """What to send to whom: ``template`` is the beginning of the names of two files, ``words`` what they need."""

    to: str
    template: str
    words: Mapping[str, object] = field(default_factory=dict)
    # The reader's where it is known, else that of whoever asks for the mail.
    language: str | None = field(default_factory=translation.get_language)


def send_soon(mails: Iterable[Mail]) -> None:
    """Send mails one after the other; never waits, never raises."""
    for mail in mails:
        _postman.submit(_send, mail)


def wait() -> None:
    """Wait until everything taken so far was sent or given up."""
    _postman.submit(lambda: None).result()


def _send(mail: Mail) -> None:
    words = {**mail.words, "public_url": settings.PUBLIC_URL}
    try:
        with translation.override(mail.language):
            subject = " ".join(render_to_string(f"{mail.template}_subject.txt", words).split())
            body = render_to_string(f"{mail.template}_message.txt", words).strip()
        Letter(subject, body, settings.DEFAULT_FROM_EMAIL, [mail.to]).send()
    except (SMTPException, OSError):
        logger.exception("A mail could not be sent; look at LIVEBOARD_MAIL_URL and the mail server")
    except Exception:
        # The thread goes on with the next one.
        logger.exception("A mail could not be written")
