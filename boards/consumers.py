"""The socket door: hello, then commands; frames come from the hub. Guests have one of their own, which takes none."""

from typing import Any

from django.conf import settings

from board_project.server.upgrades import network_of
from boards import access, doors, languages, limits, queries, refusal
from boards.commands.submission import read_id
from boards.live import ephemera
from boards.live.admission import NOT_A_MEMBER, SIGN_IN_AGAIN
from boards.live.hubs import hubs
from boards.live.seat import Guest, Member
from boards.refusal import Refusal
from boards.sockets import BoardSocket, Place
from boards.threads import in_reads


class BoardConsumer(BoardSocket):
    """A member's socket."""

    visitor: Member

    async def enter(self) -> Place | int:
        """Let in members who are signed in."""
        session_key = self.scope["cookies"].get(settings.SESSION_COOKIE_NAME)
        if not session_key:
            return SIGN_IN_AGAIN
        self.board_id = self.scope["url_route"]["kwargs"]["board"]
        found = await hubs().let_in(self.board_id, session_key)
        if isinstance(found, int):
            return found
        self.visitor = found
        languages.speak_to_socket(self.scope, found.user)
        return Place(found.user.pk, limits.MAX_SOCKETS, found.user.pk)

    async def _handle(self, message: dict[str, Any]) -> None:
        if access.is_page_of(message.get("me"), self.visitor.user.pk):
            await super()._handle(message)
        else:
            # A page of somebody else's came back to life: it is not to show, or send, anything as this user.
            await self.close(SIGN_IN_AGAIN)

    async def hear(self, message: dict[str, Any]) -> None:
        """Take commands, and what is ephemeral."""
        user = self.visitor.user
        if ephemera.KINDS & message.keys():
            # Beyond the budget it is lost, without an answer: it would have been old soon anyway.
            if limits.ephemera.spend(user.pk):
                hubs().note(self, self.board_id, message)
        else:
            verb = message.get("command")
            self._answer(await doors.submit(message, verb=verb, board_id=self.board_id, actor=user))


class GuestConsumer(BoardSocket):
    """A guest's socket: it is told what happens on the board, and takes nothing."""

    async def enter(self) -> Place | int:
        """Let in whoever has the address of a link."""
        try:
            link = await in_reads(access.link_for, secret=self.scope["url_route"]["kwargs"]["secret"])
        except Refusal:
            return NOT_A_MEMBER
        self.board_id, self.visitor = link.board_id, Guest(link.pk)
        languages.speak_to_socket(self.scope)
        # Many come by one link, and each pays for itself, as far as its address tells it from the others.
        return Place(link.pk, limits.MAX_GUESTS, network_of((self.scope.get("client") or [""])[0]))

    async def _open(self, message: dict[str, Any]) -> None:
        card = read_id(message["open"], "open")
        if card and not await in_reads(queries.is_on_board, board_id=self.board_id, card_id=card):
            # What is put away is for members.
            raise refusal.gone()
        await super()._open(message)

    async def hear(self, message: dict[str, Any]) -> None:
        """Refuse: guests look on."""
        if not ephemera.KINDS & message.keys():
            raise refusal.guests_look_on()
