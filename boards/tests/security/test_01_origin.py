"""Row 1: only pages of our own origin open a socket: scheme, host and port alike, and said once."""

from typing import Any

import pytest
from channels.testing import ApplicationCommunicator, WebsocketCommunicator
from django.conf import settings

from board_project.asgi import application
from board_project.origins import same_origin
from boards.models import Board, User
from boards.tests.doors import ORIGIN, sign_in
from boards.threads import in_reads

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


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_the_app_itself_asks_before_it_looks_who_is_signed_in(board: Board, bob: User) -> None:
    """Another page in bob's browser has bob's cookie, and nothing of his board."""
    session = await in_reads(sign_in, bob)
    cookie = (b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode())
    for origin, passes in ((ORIGIN, True), ("http://evil.example", False), ("null", False), (f"{ORIGIN}1", False)):
        headers = [cookie, (b"origin", origin.encode())]
        browser = WebsocketCommunicator(application, f"/ws/b/{board.pk}/", headers=headers)
        assert (await browser.connect(timeout=5))[0] is passes, origin
        await browser.disconnect()
    browser = WebsocketCommunicator(application, f"/ws/b/{board.pk}/", headers=[cookie])
    assert (await browser.connect(timeout=5))[0] is False
