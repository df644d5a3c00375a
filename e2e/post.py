"""A post office: a mail server that keeps what it is given, for stories in which people read their mail."""

import contextlib
import re
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

# A story that waits longer than this for a mail has failed.
PATIENCE = 30


class PostOffice(socketserver.ThreadingTCPServer):
    """Speaks as much of SMTP (RFC 5321) as one client needs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self._mails: list[EmailMessage] = []
        self._arrived = threading.Condition()

    @property
    def url(self) -> str:
        """What LIVEBOARD_MAIL_URL is to be."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def keep(self, mail: EmailMessage) -> None:
        """Take a mail."""
        with self._arrived:
            self._mails.append(mail)
            self._arrived.notify_all()

    def link_for(self, address: str) -> str:
        """Wait for a mail to an address, take it, and return the path of the link in it."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self._first(address), PATIENCE), f"no mail for {address}"
            mail = cast(EmailMessage, self._first(address))
            self._mails.remove(mail)
        (link,) = re.findall(r"^https?://[^/\s]+(/\S+)\s*$", str(mail.get_content()), re.MULTILINE)
        return str(link)

    def _first(self, address: str) -> EmailMessage | None:
        return next((mail for mail in self._mails if mail["To"] == address), None)


class _Counter(socketserver.StreamRequestHandler):
    """Serves one client."""

    server: PostOffice

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self._say("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.keep(message_from_bytes(text, policy=policy.default))
            self._say("221 bye" if line == b"QUIT" else "250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextlib.contextmanager
def opened() -> Iterator[PostOffice]:
    """Give a post office that is open."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield office
        office.shutdown()
