"""Ending sessions: sockets of this browser close at once when it signs out; a new password closes all the others."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import AsyncClient

from boards.live import heart
from boards.models import Board, User
from boards.tests.conftest import PASSWORD
from boards.tests.doors import Socket
from boards.tests.test_accounts import link_in
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]
CHANGE = "/accounts/password/change/"
NEW = {"password1": "a-new-harbour", "password2": "a-new-harbour"}


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
