"""Channel layers that are dead, frozen, or as they are configured."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pytest_django import Settings

KINDS = ("dead", "frozen")


@asynccontextmanager
async def broken_layer(kind: str, settings: Settings) -> AsyncIterator[None]:
    """Point the channel layer at a port where nobody listens, or where somebody does who never answers."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)
        await reader.read(-1)
        writer.close()

    callers: list[asyncio.StreamWriter] = []

    if kind == "dead":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings.CHANNEL_LAYERS = _layers(port)
        yield
        return
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    settings.CHANNEL_LAYERS = _layers(server.sockets[0].getsockname()[1])
    try:
        yield
    finally:
        server.close()
        for caller in callers:
            caller.close()


def _layers(port: int) -> dict[str, object]:
    host = {"address": f"redis://127.0.0.1:{port}", "socket_timeout": None, "socket_connect_timeout": 2}
    return {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [host]}}}
