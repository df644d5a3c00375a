"""Row 24: what waits in a browser is its author's: under another session it is neither sent nor shown.

That outbox and drafts are per person, and wiped on signing out, is told in browsers: ``e2e/test_outbox.py``,
``e2e/test_form_drafts.py``, ``e2e/test_drafts.py``, ``e2e/test_undo.py``. Here alice's page has bob's cookie.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from boards.commands.registry import COMMANDS
from boards.models import Board, User
from boards.tests.acts import card
from boards.tests.doors import DOORS, Socket
from boards.tests.laws.test_access_law import everything
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


@pytest.mark.parametrize("verb", COMMANDS)
async def test_no_command_of_alices_is_carried_out_as_bobs(verb: str, board: Board, alice: User, bob: User) -> None:
    form = await in_reads(_form, verb, board)
    before = await in_reads(everything, board)
    answer = await DOORS["http"](bob, board, verb, form, me=str(alice.pk))
    # She is told to sign in again, and what she typed is kept.
    assert answer["reason"] == "forbidden" and "Sign in again" in answer["content"]
    async with Socket(bob, board) as socket:
        await socket.say({"command": verb, "id": str(uuid4()), **form, "me": str(alice.pk)})
        assert await socket.closed_with() == 4401
    assert await in_reads(everything, board) == before


MESSAGES: list[dict[str, Any]] = [
    {"hello": True, "epoch": None, "revision": -1},
    {"open": str(uuid4()), "revision": 0},
    {"presence": {"idle": False}},
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: next(iter(message)))
async def test_a_page_of_alices_that_comes_back_to_life_hears_nothing_through_bobs_session(
    message: dict[str, Any], board: Board, alice: User, bob: User
) -> None:
    async with Socket(bob, board) as socket:
        await socket.say({**message, "me": str(alice.pk)})
        assert await socket.wire.receive_output(timeout=5) == {"type": "websocket.close", "code": 4401}
    async with Socket(bob, board) as socket:
        await socket.say({**message, "me": str(bob.pk)})
        assert "ack" in await socket.command("column.create", {"name": "Later"})


def test_what_alices_page_missed_is_not_shown_to_bob(board: Board, alice: User, bob: User, browse: Browse) -> None:
    for name in ("boards:since", "boards:shell"):
        address = reverse(name, args=[board.pk])
        assert browse(bob).get(address, {"revision": "-1", "me": str(alice.pk)}).status_code == 403, name
        assert browse(bob).get(address, {"revision": "-1", "me": str(bob.pk)}).status_code == 200, name


def _form(verb: str, board: Board) -> dict[str, str]:
    """Return fields of a command; what they name need not be there, since nobody looks."""
    nothing = {"card": str(card(board, "Pack").pk), "column": str(uuid4()), "member": str(uuid4())}
    return {name: nothing.get(name, "x") for name in COMMANDS[verb].base_fields}
