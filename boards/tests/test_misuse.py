"""A socket in the wrong hands, or in hands that do not stop."""

import json
from uuid import uuid4

import pytest

from boards import limits
from boards.live.hubs import hubs
from boards.models import Board, User
from boards.tests.doors import Socket
from boards.threads import in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


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


async def test_ephemera_beyond_their_limit_are_lost_and_neither_the_socket_nor_a_command_is(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ephemera", limits.Budget(rate=0, burst=2))
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        for idle in (True, False, True, True):
            await bobs.say({"presence": {"idle": idle}})
        assert "ack" in await bobs.command("column.create", {"name": "Later"})
        hub = hubs().hub_of(board.pk)
        assert hub is not None
        # As the second message told, and no later one.
        assert not next(iter(hub.ephemera.presence._sockets[str(bob.pk)].values()))["idle"]
        assert "ack" in await alices.command("column.create", {"name": "Last"})


async def test_whatever_is_told_of_oneself_is_small_and_of_the_protocols_form_for_others(
    board: Board, foreign: Board, alice: User, bob: User
) -> None:
    secret = await in_reads(lambda: str(foreign.cards.get().pk))
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        await bobs.say({"presence": {"card": secret, "dragging": "x" * 50_000, "editing": "<b>", "name": "Alice"}})
        heard = ""
        while secret not in heard:
            heard = await alices.wire.receive_from(timeout=5)
        _, people = json.loads(heard)["presence"].popitem()
        # The id says nothing of what it stands for, here or elsewhere.
        assert people[str(bob.pk)] == {
            "name": "Bob",
            "initials": bob.initials,
            "picture": "",
            "colour": bob.colour,
            "idle": False,
            "card": secret,
            "editing": "",
            "dragging": "",
        }
