"""The way out of a socket: at once by our server, in order by any other."""

import asyncio
from typing import Any

import pytest

from board_project.server import EAGER
from boards.wire import MAX_WAITING, wire


class Server:
    """Any server: it takes a message when it may."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.may = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        await self.may.wait()
        assert message["type"] == "websocket.send"
        self.took.append(message["text"])


async def test_our_server_gets_it_at_once_and_nothing_is_awaited() -> None:
    wrote: list[tuple[str, ...]] = []
    server = Server()
    out = wire({"extensions": {EAGER: lambda *texts: wrote.append(texts)}}, server.send)
    out.write("a", "b")
    out.write("c")
    assert wrote == [("a", "b"), ("c",)]
    await out.flush()
    out.cut()
    assert server.took == []


async def test_another_server_gets_it_in_order_and_nobody_waits() -> None:
    server = Server()
    out = wire({}, server.send)
    out.write("a", "b")
    out.write("c")
    server.may.set()
    await out.flush()
    assert server.took == ["a", "b", "c"]
    out.cut()


async def test_a_reader_who_is_too_slow_fails_alone_and_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boards.wire.PATIENCE", 0)
    out = wire({}, Server().send)
    for number in range(MAX_WAITING):
        out.write(str(number))
    with pytest.raises(asyncio.QueueFull):
        out.write("one too many")
    await out.flush()
    out.cut()
