"""A socket in the wrong hands, or in hands that do not stop."""

from uuid import uuid4

import pytest

from boards import limits
from boards.models import Board, User
from boards.tests.doors import Socket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


async def test_a_page_of_somebody_else_that_comes_back_to_life_is_told_to_sign_in(
    board: Board, alice: User, bob: User
) -> None:
    """Alice's page in the back/forward cache, bob's session in the cookie."""
    async with Socket(bob, board, greet=False) as socket:
        await socket.say({"hello": True, "epoch": None, "revision": -1, "me": str(alice.pk)})
        assert await socket.closed_with() == 4401
    async with Socket(bob, board, greet=False) as socket:
        await socket.say({"hello": True, "epoch": None, "revision": -1, "me": str(bob.pk)})
        assert "data-reset" in await socket.frame()


async def test_what_alice_typed_is_not_sent_as_bobs(board: Board, alice: User, bob: User) -> None:
    async with Socket(bob, board) as socket:
        await socket.say({"command": "column.create", "id": str(uuid4()), "name": "Mine", "me": str(alice.pk)})
        assert await socket.closed_with() == 4401


async def test_whoever_floods_is_closed_and_others_are_not(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "messages", limits.Budget(rate=0, burst=5))
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        for _ in range(5):
            await bobs.say("nonsense")
        assert await bobs.closed_with() == 1013
        assert "ack" in await alices.command("column.create", {"name": "Later"})


async def test_a_command_before_hello_is_refused_by_its_id(board: Board, bob: User) -> None:
    async with Socket(bob, board, greet=False) as socket:
        command_id = str(uuid4())
        await socket.say({"command": "column.create", "id": command_id, "name": "Later"})
        answer = await socket.answer()
        assert (answer["refused"], answer["reason"]) == (command_id, "invalid")
