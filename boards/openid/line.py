"""The line to the provider: what is asked of it is asked at one address, and not waited for long."""

from typing import Any

from requests import RequestException, Response, Session

# Seconds, until it is connected and between two pieces of an answer: somebody waits for the page.
TIMEOUT = 5


class Line(Session):
    """A session of requests that follows no redirect: secrets go where the operator, or the provider, said."""

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> Response:
        """Ask. Raises RequestException if there is no answer in time, or one that points elsewhere."""
        response = super().request(method, url, *args, **{**options, "timeout": TIMEOUT, "allow_redirects": False})
        if response.is_redirect:
            raise RequestException(f"{url} answers with a redirect to {response.headers['location']}")
        return response
