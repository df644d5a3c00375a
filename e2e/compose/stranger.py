"""Somebody who guesses passwords and lies about where they are: ``python - HOST PORT NAME TRIES``.

A program with nothing but the standard library: it runs in containers, each of which has an address of its own. It
prints how many tries were refused for being too many.
"""

import http.client
import sys
from urllib.parse import urlencode

MARK = "Too many failed login attempts"


def main(host: str, port: str, name: str, tries: str) -> None:
    """Try to sign in, each time with another claim."""
    refused = 0
    for number in range(int(tries)):
        claims = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        headers = {"Host": f"{name}:{port}", "Content-Type": "application/x-www-form-urlencoded", **claims}
        page, _ = ask(host, port, "GET", headers, "")
        token = page.partition("csrftoken=")[2].partition(";")[0]
        headers |= {"Cookie": f"csrftoken={token}", "X-CSRFToken": token}
        fields = urlencode({"login": f"nobody{number}@example.org", "password": "wrong wrong wrong"})
        _, text = ask(host, port, "POST", headers, fields)
        refused += MARK in text
    print(refused)  # noqa: T201


def ask(host: str, port: str, method: str, headers: dict[str, str], body: str) -> tuple[str, str]:
    """Send one request; return the answer's cookies and its text."""
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.request(method, "/accounts/login/", body, headers)
    answer = connection.getresponse()
    return answer.headers.get("Set-Cookie", ""), answer.read().decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
