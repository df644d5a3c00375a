"""Sockets without a wire, for tests of hubs: one only listens, the other keeps a page as a browser does."""

import asyncio
from collections.abc import Callable
from typing import Self

from boards.live.seat import Guest, Member, Socket
from boards.models import Link, User
from boards.tests.doors import sign_in
from boards.tests.page import Page
from boards.threads import in_reads

# A test that waits longer than this has failed; it says nothing on speed.
LIMIT = 60


async def eventually(condition: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(LIMIT):
        # Conditions of any kind: they have no event in common.
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.002)


class AnyEar(Socket):
    """Remembers what it was sent."""

    def __init__(self, visitor: Member | Guest) -> None:
        self.visitor = visitor
        self.heard: list[str] = []
        self.codes: list[int] = []

    def send_text(self, *texts: str) -> None:
        self.heard.extend(texts)

    async def close(self, code: int) -> None:
        self.codes.append(code)

    @property
    def frames(self) -> list[str]:
        """What it heard, without heads."""
        return [text for text in self.heard if text.startswith("<")]


class GuestEar(AnyEar):
    """A guest's, who came by a link."""

    def __init__(self, link: Link) -> None:
        super().__init__(Guest(link.pk))


class Ear(AnyEar):
    """A member's."""

    visitor: Member

    def __init__(self, user: User, session_key: str = "") -> None:
        super().__init__(Member(user, session_key))

    @classmethod
    async def of(cls, user: User) -> Self:
        """Return the ear of somebody who has just signed in."""
        return cls(user, await in_reads(sign_in, user))

    @property
    def user(self) -> User:
        """Who it is, as they look now."""
        return self.visitor.user

    @property
    def session_key(self) -> str:
        """The session that lets them in."""
        return self.visitor.session_key


class Browser(Ear):
    """Applies every frame to its page, which raises on a gap."""

    page: Page

    def send_text(self, *texts: str) -> None:
        super().send_text(*texts)
        for text in texts:
            if text.startswith("<"):
                self.page.apply(text)
