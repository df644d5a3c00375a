"""Where somebody is signed in: told in words, for each session, and ended one by one or all together."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import AsyncClient, Client
from django.utils import timezone

from boards import limits, signed_in
from boards.live import heart
from boards.models import Board, User
from boards.signed_in import Place
from boards.tests.conftest import PASSWORD
from boards.tests.doors import Socket
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]
LIST, END = "/accounts/sessions/", "/accounts/sessions/end/"
AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox on Linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130": "Edge on Windows",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/130.0 Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (iPhone; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1": "Safari on an iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605.1.15": "Safari on a Mac",
    "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile SamsungBrowser/27.0": "Samsung Internet on Android",
    "something (Linux)": "A browser on Linux",
    "curl/8.9": "Something that is no browser",
    "": "Something that is no browser",
}


@pytest.fixture(autouse=True)
def _looks() -> None:
    limits.looks.forget()


@pytest.mark.parametrize("agent", AGENTS)
def test_a_device_is_told_in_words(agent: str) -> None:
    assert Place(UserSession(user_agent=agent), is_here=False).device == AGENTS[agent]


def rows(user: User) -> list[str]:
    return list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))


def signed_in_as(user: User, agent: str = "Firefox Linux") -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    return client


def test_signing_in_makes_a_place_and_signing_out_takes_it(bob: User, alice: User) -> None:
    here, phone = signed_in_as(bob), signed_in_as(bob, "Mozilla Android Chrome")
    signed_in_as(alice)
    page = here.get(LIST)
    assert page["Cache-Control"] == "no-store"
    assert page.text.count('class="key"') == 2
    assert page.text.index("Firefox on Linux") < page.text.index("here</span>") < page.text.index("Chrome on Android")
    phone.post("/accounts/logout/")
    assert here.get(LIST).text.count('class="key"') == 1


def test_a_session_from_before_the_list_was_there_comes_with_the_next_page(bob: User, browse: Browse) -> None:
    client = browse(bob)
    assert rows(bob) == []
    client.get("/")
    assert rows(bob) == [client.cookies[settings.SESSION_COOKIE_NAME].value]


def test_being_seen_is_written_once_in_a_while(bob: User, board: Board) -> None:
    client = signed_in_as(bob)
    long_ago = timezone.now() - timedelta(days=1)
    for seen, address in ((True, "/"), (False, board.get_absolute_url())):
        UserSession.objects.update(last_seen_at=long_ago)
        client.get(address)
        assert (UserSession.objects.get(user=bob).last_seen_at > long_ago) is seen


def test_where_nothing_can_be_written_pages_are_shown(
    bob: User, board: Board, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in_as(bob)

    def broken(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(signed_in, "_see_again", broken)
    assert client.get(board.get_absolute_url()).status_code == 200
    assert "where somebody is signed in" in caplog.text


def test_what_is_over_is_in_no_list(bob: User) -> None:
    here, there = signed_in_as(bob), signed_in_as(bob, "Android Chrome")
    key = there.cookies[settings.SESSION_COOKIE_NAME].value
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert "Android" not in here.get(LIST).text
    assert key not in rows(bob)


def test_one_place_is_ended_and_no_other(bob: User) -> None:
    here, there, elsewhere = (signed_in_as(bob) for _ in range(3))
    key = there.cookies[settings.SESSION_COOKIE_NAME].value
    here.post(END, {"session": UserSession.objects.get(session_key=key).pk})
    assert [client.get("/").status_code for client in (here, there, elsewhere)] == [200, 302, 200]
    assert not Session.objects.filter(session_key=key).exists()


def test_all_others_are_ended_together(bob: User, alice: User) -> None:
    here, there, elsewhere, alices = *(signed_in_as(bob) for _ in range(3)), signed_in_as(alice)
    assert "Signed out in 2 places." in here.post(END, {"session": "others"}, follow=True).text
    assert [client.get("/").status_code for client in (here, there, elsewhere, alices)] == [200, 302, 302, 200]


@pytest.mark.parametrize("named", ["alice", "here", "nonsense", "", "9" * 30, "9" * 5_000])
def test_what_is_not_ones_own_other_place_is_not_ended(named: str, bob: User, alice: User) -> None:
    here, alices = signed_in_as(bob), signed_in_as(alice)
    keys = {"alice": alices, "here": here}
    pk = named
    if named in keys:
        key = keys[named].cookies[settings.SESSION_COOKIE_NAME].value
        pk = str(UserSession.objects.get(session_key=key).pk)
    assert "Nobody is signed in there any more." in here.post(END, {"session": pk}, follow=True).text
    assert (here.get("/").status_code, alices.get("/").status_code) == (200, 200)


def test_strangers_are_asked_to_sign_in(bob: User) -> None:
    assert Client().get(LIST).status_code == Client().post(END, {"session": "others"}).status_code == 302
    assert Client().get(END).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_open_boards_of_a_place_that_is_ended_close_at_once(
    board: Board, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "CHECK_EVERY", 1_000)
    async with Socket(bob, board) as here, Socket(bob, board) as there:
        for socket in (there, here):
            client = AsyncClient()
            client.cookies[settings.SESSION_COOKIE_NAME] = socket.session_key
            await client.get(LIST)
        row = await in_reads(UserSession.objects.get, session_key=there.session_key)
        await client.post(END, {"session": str(row.pk)})
        assert await there.closed_with() == 4401
        assert "ack" in await here.command("column.create", {"name": "Later"})
    assert await in_reads(UserSession.objects.count) == 1
