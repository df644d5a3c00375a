"""Row 9: sockets do not outlive their session: 4401 within 5 s, whatever ended it, and at once where we know.

At once: signing out closes all tabs of this browser, a new password all other browsers. What nothing tells (a session
that expired or was deleted, somebody deactivated or deleted) is found by the look every 5 s. Other processes:
``boards/tests/live/test_hubs.py``; from a shell: ``boards/tests/management/test_operating.py``; in browsers:
``e2e/test_account.py``.
"""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import AsyncClient

from boards.live import heart
from boards.models import Board, User
from boards.tests.conftest import PASSWORD
from boards.tests.doors import Socket
from boards.tests.ears import Ear
from boards.tests.live.test_admission import ENDS
from boards.tests.test_accounts import link_in
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]
CHANGE = "/accounts/password/change/"
NEW = {"password1": "a-new-harbour", "password2": "a-new-harbour"}


# As they are, before a test is in a hurry.
LOOKED_AT_EVERY = heart.HEARTBEAT * heart.CHECK_EVERY


def test_the_look_comes_every_five_seconds() -> None:
    assert LOOKED_AT_EVERY <= 5


@pytest.fixture(autouse=True)
def _no_check_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "CHECK_EVERY", 1_000)


def browser(session: str) -> AsyncClient:
    client = AsyncClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


async def test_signing_out_closes_every_tab_of_this_browser_at_once(board: Board, bob: User) -> None:
    async with Socket(bob, board) as here, Socket(bob, board) as elsewhere:
        response = await browser(here.session_key).post("/accounts/logout/")
        assert response["Location"] == "/accounts/login/"
        assert await here.closed_with() == 4401
        # Another browser of the same person stays signed in.
        assert "ack" in await elsewhere.command("column.create", {"name": "Later"})


async def test_asking_whether_to_sign_out_closes_nothing(board: Board, bob: User) -> None:
    async with Socket(bob, board) as here:
        assert (await browser(here.session_key).get("/accounts/logout/")).status_code == 200
        assert "ack" in await here.command("column.create", {"name": "Later"})


async def test_a_new_password_ends_the_other_sessions_and_not_this_one(board: Board, bob: User) -> None:
    async with Socket(bob, board) as elsewhere, Socket(bob, board) as here:
        client = browser(here.session_key)
        assert (await client.post(CHANGE, {"oldpassword": "wrong", **NEW})).status_code == 200
        assert "ack" in await elsewhere.command("column.create", {"name": "Later"})
        response = await client.post(CHANGE, {"oldpassword": PASSWORD, **NEW})
        assert response.status_code == 302
        assert await elsewhere.closed_with() == 4401
        # Under another key: whoever has got hold of the old one has nothing.
        assert client.cookies[settings.SESSION_COOKIE_NAME].value != here.session_key
        assert (await browser(here.session_key).get("/")).status_code == 302
        assert "ack" in await here.command("column.create", {"name": "Latest"})
        assert (await browser(elsewhere.session_key).get("/")).status_code == 302
    assert (await client.get("/")).status_code == 200
    assert [message.to for message in mail.outbox] == [[bob.email]]


async def test_a_password_that_was_reset_ends_every_session(
    board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    monkeypatch.setattr(heart, "CHECK_EVERY", 5)
    await in_commands(EmailAddress.objects.create, user=bob, email=bob.email, primary=True, verified=True)
    client = AsyncClient()
    async with Socket(bob, board) as elsewhere:
        await client.post("/accounts/password/reset/", {"email": bob.email})
        form = await client.get(link_in(mail.outbox[0]), follow=True)
        await client.post(form.request["PATH_INFO"] if "PATH_INFO" in form.request else form.request["path"], NEW)
        assert await elsewhere.closed_with() == 4401
    assert await in_reads(lambda: User.objects.get(pk=bob.pk).check_password(NEW["password1"]))


@pytest.mark.parametrize(("end", "code"), ENDS, ids=[end.__name__ for end, _ in ENDS])
async def test_a_socket_ends_with_its_session_or_membership_and_hears_no_frame_afterwards(
    end: Callable[[Ear, User], None], code: int, board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    monkeypatch.setattr(heart, "CHECK_EVERY", 10)
    async with Socket(bob, board) as bobs, Socket(bob, board, greet=False) as silent, Socket(alice, board) as alices:
        for socket in (bobs, silent):
            await in_commands(end, Ear(bob, socket.session_key), bob)
        assert await bobs.closed_with() == code
        assert "ack" in await alices.command("board.rename", {"name": "Ship"})
        await alices.frame()
        assert await bobs.wire.receive_nothing(0.05, 0.01)
        # One that was opened in time and says hello too late.
        await silent.say({"hello": True, "epoch": None, "revision": -1})
        assert (await silent.wire.receive_output(timeout=5)) == {"type": "websocket.close", "code": code}


async def test_an_administrator_who_keeps_somebody_out_closes_what_they_have_open(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    monkeypatch.setattr(heart, "CHECK_EVERY", 10)
    await in_commands(User.objects.filter(pk=alice.pk).update, is_staff=True, is_superuser=True)
    async with Socket(bob, board) as bobs, Socket(alice, board) as alices:
        form = {"action": "disable", "_selected_action": [str(bob.pk)]}
        response = await browser(alices.session_key).post("/admin/boards/user/", form)
        assert response.status_code == 302
        assert await bobs.closed_with() == 4401
        assert "ack" in await alices.command("board.rename", {"name": "Ship"})
