"""Both doors of a running app, as a test walks through them: a real session, the real ASGI application."""

import json
from types import TracebackType
from typing import Any, Self, cast
from uuid import uuid4

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import AsyncClient
from django.urls import reverse

from board_project.asgi import application
from boards import limits
from boards.models import Board, Link, User
from boards.threads import in_reads

type Fields = dict[str, str]
ORIGIN = settings.PUBLIC_URL


def sign_in(user: User) -> str:
    """Return the session key of somebody who has just signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return cast(str, session.session_key)


class Socket:
    """A browser's socket on a board, after its hello if ``greet``."""

    def __init__(
        self,
        user: User | None,
        board: Board,
        *,
        greet: bool = True,
        revision: int | None = None,
        link: Link | None = None,
    ) -> None:
        """``link``: by which a guest comes."""
        self.user, self.board, self.greet, self.revision = user, board, greet, revision
        self.path = f"/ws/g/{link.secret}/" if link else f"/ws/b/{board.pk}/"
        self.frames: list[str] = []

    async def __aenter__(self) -> Self:
        headers = [(b"origin", ORIGIN.encode())]
        if self.user is not None:
            self.session_key = await in_reads(sign_in, self.user)
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={self.session_key}".encode()))
        self.wire = WebsocketCommunicator(application, self.path, headers=headers)
        connected, _ = await self.wire.connect(timeout=5)
        assert connected
        if self.greet:
            await self.hello()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.wire.disconnect()

    async def hello(self) -> dict[str, Any] | str:
        """Say hello and return the first answer to it."""
        from boards import queries  # noqa: PLC0415 -- after the app is ready

        stamp = await in_reads(queries.stamp, board_id=self.board.pk)
        revision = stamp.revision if self.revision is None else self.revision
        await self.say({"hello": True, "epoch": str(stamp.epoch), "revision": revision})
        return await self.hear()

    async def say(self, message: dict[str, Any] | str) -> None:
        """Send a message, or broken text."""
        await self.wire.send_to(text_data=message if isinstance(message, str) else json.dumps(message))

    async def hear(self) -> dict[str, Any] | str:
        """Return the next message, but for those on who is here: JSON parsed, or a frame's text."""
        text = '{"presence"'
        while text.startswith('{"presence"'):
            text = await self.wire.receive_from(timeout=5)
        return cast(dict[str, Any], json.loads(text)) if text.startswith("{") else text

    async def hears_nothing_more(self) -> bool:
        """Tell whether nothing comes for a moment, but for those on who is here."""
        while not await self.wire.receive_nothing(0.01, 0.005):
            if not (await self.wire.receive_from()).startswith('{"presence"'):
                return False
        return True

    async def answer(self) -> dict[str, Any]:
        """Return the next ack or refusal; keep the frames that come before it."""
        while isinstance(message := await self.hear(), str) or "head" in message:
            if isinstance(message, str):
                self.frames.append(message)
        return message

    async def frame(self) -> str:
        """Return the next frame."""
        while not self.frames:
            message = await self.hear()
            if isinstance(message, str):
                self.frames.append(message)
        return self.frames.pop(0)

    async def command(self, verb: str, fields: Fields, **envelope: Any) -> dict[str, Any]:
        """Send a command and return its answer."""
        await self.say({"command": verb, "id": str(uuid4()), **fields, **envelope})
        return await self.answer()

    async def closed_with(self) -> int:
        """Wait for the close and return its code."""
        while (output := await self.wire.receive_output(timeout=5))["type"] != "websocket.close":
            pass
        return cast(int, output["code"])


class SocketDoor:
    """Commands over the socket."""

    async def __call__(
        self, user: User | None, board: Board, verb: str, fields: Fields, **envelope: Any
    ) -> dict[str, Any]:
        # Nobody says hello this often; a test of limits does not come this way.
        limits.hellos.forget()
        limits.upgrades.forget()
        async with Socket(user, board, greet=False) as socket:
            await socket.say({"hello": True, "epoch": None, "revision": -1})
            first = await socket.wire.receive_output(timeout=5)
            if first["type"] == "websocket.close":
                # To somebody who may not see the board it looks as if it were not there.
                return {"refused": None, "reason": "gone" if first["code"] == 4403 else "forbidden"}
            return await socket.command(verb, fields, **envelope)


class HttpDoor:
    """Commands over HTTP, as script sends them."""

    async def __call__(
        self, user: User | None, board: Board, verb: str, fields: Fields, **envelope: Any
    ) -> dict[str, Any]:
        client = AsyncClient()
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = await in_reads(sign_in, user)
        form = {"id": str(uuid4()), **fields, **envelope}
        address = reverse("boards:do", args=[board.pk, verb])
        response = await client.post(address, form, headers={"accept": "application/json"})
        return cast(dict[str, Any], response.json())


DOORS: dict[str, SocketDoor | HttpDoor] = {"socket": SocketDoor(), "http": HttpDoor()}
