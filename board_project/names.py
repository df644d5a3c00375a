"""A door for probes, which know this server's address and not its name."""

from urllib.parse import urlsplit

from django.conf import settings

from board_project.origins import Asgi, Receive, Scope, Send

PATHS = {"/healthz", "/readyz"}


def by_any_name(inner: Asgi) -> Asgi:
    """Return ``inner``, which hears our own name for Host where a probe asks; its answer says nothing of names."""
    host = urlsplit(settings.PUBLIC_URL).netloc.encode()

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in PATHS:
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {**scope, "headers": [*others, (b"host", host)]}
        await inner(scope, receive, send)

    return named
