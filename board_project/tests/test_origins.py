"""Who may open a socket."""

from typing import Any

import pytest
from channels.testing import ApplicationCommunicator

from board_project.origins import same_origin

OWN = ["http://127.0.0.1:8000", "https://Board.example.org:443"]


async def accepting(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})


async def answer(*origins: str) -> object:
    scope = {"type": "websocket", "path": "/", "headers": [(b"origin", origin.encode()) for origin in origins]}
    browser = ApplicationCommunicator(same_origin(accepting, origins=OWN), scope)
    await browser.send_input({"type": "websocket.connect"})
    return (await browser.receive_output())["type"]


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "https://board.example.org"])
async def test_pages_of_our_own_pass(origin: str) -> None:
    assert await answer(origin) == "websocket.accept"


@pytest.mark.parametrize(
    "origins",
    [
        [],
        ["null"],
        ["http://evil.example"],
        ["http://127.0.0.1"],
        ["http://127.0.0.1:8001"],
        ["https://127.0.0.1:8000"],
        ["http://127.0.0.1:8000.evil.example"],
        ["http://evil@127.0.0.1:8000"],
        ["http://127.0.0.1:99999"],
        ["http://board.example.org"],
        ["https://www.board.example.org"],
        ["http://127.0.0.1:8000", "http://evil.example"],
    ],
)
async def test_nobody_else_passes(origins: list[str]) -> None:
    assert await answer(*origins) == "websocket.close"
