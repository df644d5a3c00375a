"""Names of this server: whatever a client calls it, what is made of Host (links in mails) is our own name."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from board_project.origins import Asgi, Receive, Scope, Send

# Probes know an address and no name; their answers say nothing of names.
PROBES = {"/healthz", "/readyz"}


def by_our_name(inner: Asgi) -> Asgi:
    """Return ``inner``, which hears one of our public names, with its port, for Host; foreign names are left to Django.

    Django compares names without ports, so that a Host with a port of the client's choice would get into links.
    """
    names = {_name_in(urlsplit(origin).netloc): urlsplit(origin).netloc for origin in settings.PUBLIC_ORIGINS}
    first = urlsplit(settings.PUBLIC_URL).netloc

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        called = dict(scope["headers"]).get(b"host", b"").decode("latin1")
        name = first if scope["path"] in PROBES else names.get(_name_in(called))
        if name is not None:
            others = [(key, value) for key, value in scope["headers"] if key != b"host"]
            scope = {**scope, "headers": [*others, (b"host", name.encode())]}
        await inner(scope, receive, send)

    return named


def _name_in(host: str) -> str:
    """Return the name as Django compares it: without port, and without a dot at its end."""
    return re.sub(r":\d*\Z", "", host).lower().removesuffix(".")
