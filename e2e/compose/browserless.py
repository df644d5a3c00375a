"""Plain requests to a deployment, as programs send them: any header, any body, and many in a row."""

import http.client
import ssl
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from e2e.compose.deployment import Deployment

# Seconds. A crowd shall be there all the time, and leave the machine to the others.
TIMEOUT = 60
PAUSE = 0.05
OK = 200


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]


def ask(
    deployment: Deployment,
    path: str,
    *,
    url: str = "",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send one request, over a connection of its own; redirects are not followed."""
    address = urlsplit(url or deployment.url)
    port = address.port or 80
    if address.scheme == "https":
        # The certificate of a local name comes from an authority that only this deployment knows.
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "localhost", port, timeout=TIMEOUT, context=trust
        )
    else:
        connection = http.client.HTTPConnection("localhost", port, timeout=TIMEOUT)
    try:
        connection.request("POST" if body is not None else "GET", path, body, headers or {})
        response = connection.getresponse()
        # In small letters; several of one name are one.
        names = {name.lower(): response.headers[name] for name in response.headers}
        return Answer(response.status, response.read(), names)
    finally:
        connection.close()


@dataclass
class Crowd:
    """Somebody who asks for a page again and again, while something else happens."""

    deployment: Deployment
    path: str = "/accounts/login/"
    successes: int = 0
    failures: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask_on)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _ask_on(self) -> None:
        while not self._over.wait(PAUSE):
            try:
                answer = ask(self.deployment, self.path)
            except OSError as error:
                self.failures.append(repr(error))
            else:
                self._look_at(answer)

    def _look_at(self, answer: Answer) -> None:
        if answer.status == OK:
            self.successes += 1
        else:
            self.failures.append(f"{answer.status} {answer.body[:500]!r}")
