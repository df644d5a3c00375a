"""Who may open a socket: pages of our own origin (scheme, host and port alike), and nobody else."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

# Django, Channels and asgiref each type these in a way of their own.
type Scope = Any
type Receive = Callable[[], Awaitable[Any]]
type Send = Callable[[Any], Awaitable[None]]
type Asgi = Callable[[Any, Any, Any], Awaitable[None]]


def same_origin(inner: Asgi, *, origins: Iterable[str]) -> Asgi:
    """Return ``inner`` behind a door that only ``origins`` pass.

    Channels' own OriginValidator lets user info and paths through, fails on an impossible port, and subscribes in
    Redis to say no.
    """
    # As browsers write it (RFC 6454, 6.2), so that comparing strings is enough.
    own = {_as_sent(origin).encode() for origin in origins}

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        sent = [value for name, value in scope["headers"] if name == b"origin"]
        allowed = len(sent) == 1 and sent[0] in own
        await (inner if allowed else refuse)(scope, receive, send)

    return checked


async def refuse(_scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a handshake (403), without a consumer."""
    await receive()
    await send({"type": "websocket.close"})


def _as_sent(origin: str) -> str:
    origin = origin.lower()
    return origin.removesuffix(":443" if origin.startswith("https:") else ":80")
