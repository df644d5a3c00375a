"""What the environment says, read once: addresses, folders, secrets."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# What people copy from examples; none of them may guard a server.
WEAK_SECRETS = ("changeme", "change-me", "secret", "django-insecure")
MIN_SECRET_LENGTH = 32


def flag(name: str) -> bool:
    """Tell whether the variable ``name`` is set to a yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def public_url(port: int) -> str:
    """Return the public address, without a slash at its end.

    Raises ImproperlyConfigured if ``LIVEBOARD_URL`` is not a plain http(s) origin.
    """
    url = os.environ.get("LIVEBOARD_URL", "").rstrip("/") or f"http://127.0.0.1:{port}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"LIVEBOARD_URL is {url!r}; write scheme, host and (if unusual) port only, "
            "for example https://board.example.org"
        )
    if "*" in parts.netloc:
        raise ImproperlyConfigured("LIVEBOARD_URL must name one host; '*' is not allowed.")
    return url


def origins(url: str) -> list[str]:
    """Return the origins that are this server's own: ``url``, and localhost beside 127.0.0.1."""
    own = [url]
    if urlsplit(url).hostname == "127.0.0.1":
        own.append(url.replace("127.0.0.1", "localhost", 1))
    return own


def trusted_proxies() -> int:
    """Return how many proxies stand in front of this server: ``LIVEBOARD_TRUSTED_PROXIES``, none by default.

    Raises ImproperlyConfigured if it is no number.
    """
    given = os.environ.get("LIVEBOARD_TRUSTED_PROXIES") or "0"
    if not given.isdecimal():
        raise ImproperlyConfigured(f"LIVEBOARD_TRUSTED_PROXIES is {given!r}; write how many proxies stand in front.")
    return int(given)


def secret_key(data: Path) -> str:
    """Return ``SECRET_KEY``, or the one that the first start wrote into the data folder.

    Raises ImproperlyConfigured if the given key is short or a well-known default.
    """
    given = os.environ.get("SECRET_KEY", "")
    if given:
        if len(given) < MIN_SECRET_LENGTH or given.lower().startswith(WEAK_SECRETS):
            raise ImproperlyConfigured(
                f"SECRET_KEY is short or a default. Use {MIN_SECRET_LENGTH} random characters or more, "
                "or leave it out: then one is made and kept in LIVEBOARD_DATA."
            )
        return given
    return _kept_secret(data / "secret_key")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        # Two processes may start at once: a link appears whole, and only one of them makes it.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
