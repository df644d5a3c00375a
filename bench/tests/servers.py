"""A server that says what a test wants, so that the generator can be caught at overlooking it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosedError

# What each socket is sent for a message, by the number of the socket.
type Script = Callable[[int, str], Iterable[str]]


@asynccontextmanager
async def saying(script: Script, sockets: list[ServerConnection] | None = None) -> AsyncIterator[int]:
    """Give the port of a server that sends to every open socket what the script has for it."""
    sockets = [] if sockets is None else sockets

    async def handler(socket: ServerConnection) -> None:
        sockets.append(socket)
        try:
            async for message in socket:
                for number, each in enumerate(sockets):
                    for text in script(number, str(message)):
                        await each.send(text)
        except ConnectionClosedError:
            # Closed from our side, with a code that says more than goodbye.
            pass
        finally:
            sockets.remove(socket)

    async with serve(handler, "127.0.0.1", 0, compression=None) as server:
        await asyncio.sleep(0)
        yield next(iter(server.sockets)).getsockname()[1]
