"""What the environment says, read once: addresses, folders, secrets, mail."""

import contextlib
import os
import secrets
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_domain_name, validate_email

# What people copy from examples; none of them may guard a server.
WEAK_SECRETS = ("changeme", "change-me", "secret", "django-insecure")
MIN_SECRET_LENGTH = 32
# How the schemes of LIVEBOARD_MAIL_URL encrypt, and the ports that they usually have.
MAIL_SCHEMES: dict[str, dict[str, object]] = {
    "smtp+tls": {"use_tls": True, "port": 587},
    "smtps": {"use_ssl": True, "port": 465},
    "smtp": {"port": 25},
}
# Names of this machine, at which nobody else can come.
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
YES, NO = {"", "1", "true", "yes", "on"}, {"0", "false", "no", "off"}
# Seconds: somebody waits for the page.
MAIL_TIMEOUT = 10


def flag(name: str) -> bool:
    """Tell whether the variable ``name`` is set to a yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def answer(name: str) -> bool:
    """Tell whether the variable ``name`` is not set to a no.

    Raises ImproperlyConfigured if it is neither yes nor no.
    """
    word = os.environ.get(name, "")
    if word.lower() not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {word!r}; write yes or no.")
    return word.lower() in YES


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


def mailer() -> dict[str, object]:
    """Return how mail is sent, as Django's MAILERS have it: to the console, or to the server of ``LIVEBOARD_MAIL_URL``.

    Raises ImproperlyConfigured if that is not a scheme of ours, a host and perhaps a port, with or without a login.
    """
    url = os.environ.get("LIVEBOARD_MAIL_URL", "")
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    scheme = MAIL_SCHEMES.get(parts.scheme)
    if (
        scheme is None
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or bool(parts.username) != bool(parts.password)
    ):
        # Not what it is: there is a password in it.
        raise ImproperlyConfigured(
            "LIVEBOARD_MAIL_URL cannot be read. Write smtp+tls://user:password@host:587 (or smtps://, or smtp:// "
            "without encryption); in user and password, write @ as %40, : as %3A, / as %2F and % as %25."
        )
    login = {"username": unquote(parts.username), "password": unquote(parts.password or "")} if parts.username else {}
    options = {**scheme, "host": parts.hostname, "timeout": MAIL_TIMEOUT, **login, **({"port": port} if port else {})}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def mail_from(url: str) -> str:
    """Return whom mails come from: ``LIVEBOARD_MAIL_FROM``, which a mail server needs to be told.

    Raises ImproperlyConfigured if there is a mail server and no address, or if it is none.
    """
    given = os.environ.get("LIVEBOARD_MAIL_FROM", "")
    if not given and not os.environ.get("LIVEBOARD_MAIL_URL"):
        return f"Liveboard <liveboard@{urlsplit(url).hostname}>"
    name, address = parseaddr(given)
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"LIVEBOARD_MAIL_FROM is {given!r}; write the address that mails come from, for example "
            "board@example.org or Liveboard <board@example.org>."
        ) from error
    return formataddr((name or "Liveboard", address))


def signup_domains(*, sends_mail: bool) -> frozenset[str]:
    """Return the domains of ``LIVEBOARD_SIGNUP_DOMAINS``, whose addresses may sign up without an invitation.

    Raises ImproperlyConfigured if one is no domain, or if no mail could show that an address is somebody's own.
    """
    given = os.environ.get("LIVEBOARD_SIGNUP_DOMAINS", "")
    domains = frozenset(word.strip().lower() for word in given.split(",") if word.strip())
    for domain in sorted(domains):
        try:
            validate_domain_name(domain)
        except ValidationError as error:
            raise ImproperlyConfigured(
                f"LIVEBOARD_SIGNUP_DOMAINS has {domain!r}; write what stands behind the @ of addresses, "
                "for example example.org,example.com."
            ) from error
    if domains and not sends_mail:
        raise ImproperlyConfigured(
            "LIVEBOARD_SIGNUP_DOMAINS needs a mail server, or anybody could claim an address of these domains: "
            "set LIVEBOARD_MAIL_URL, or leave the domains out and invite people."
        )
    return domains


def signup_is_open(*, production: bool, domains: frozenset[str]) -> bool:
    """Tell whether everybody may sign up: ``LIVEBOARD_SIGNUP``, by default only where nobody else comes.

    Raises ImproperlyConfigured for another word than open and closed, and for domains beside open.
    """
    given = os.environ.get("LIVEBOARD_SIGNUP", "") or ("closed" if production or domains else "open")
    if given not in {"open", "closed"}:
        raise ImproperlyConfigured(
            f"LIVEBOARD_SIGNUP is {given!r}; write open (everybody may sign up) or closed (by invitation)."
        )
    if given == "open" and domains:
        raise ImproperlyConfigured(
            "LIVEBOARD_SIGNUP is open to everybody, so LIVEBOARD_SIGNUP_DOMAINS keeps nobody out: "
            "write LIVEBOARD_SIGNUP=closed, or leave the domains out."
        )
    return given == "open"


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
