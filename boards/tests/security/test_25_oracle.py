"""Row 25: errors say what to do and tell an attacker nothing: no trace, and "not yours" answers as "not there" does.

Here are all addresses; the access law asks with accepted uses of every command, ``boards/tests/test_consumers.py`` over
the socket.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import hashers
from django.test import AsyncClient, Client
from django.urls import reverse
from pytest_django import Settings

from boards import limits
from boards.commands.registry import COMMANDS
from boards.models import Board, User
from boards.tests.acts import card, do
from boards.tests.doors import Socket
from boards.tests.security import walk
from boards.tests.test_accounts import SIGN_UP
from boards.tests.views.conftest import Browse, browse
from boards.views import home, membership

__all__ = ["browse"]

pytestmark = pytest.mark.django_db(transaction=True)

# How the same address may be asked for: by a person, by htmx, by script.
ASKING: dict[str, dict[str, str]] = {
    "plain": {},
    "htmx": {"HX-Request": "true"},
    "json": {"accept": "application/json"},
}
FORM = {"name": "Ship", "title": "x", "description": "x", "starred": "yes", "revision": "0", "since": "0", "q": "x"}


def answer(client: Client, method: str, address: str, ids: list[str], headers: dict[str, str]) -> tuple[object, ...]:
    """Return all of an answer but for what is another at every request, and the ids that were asked for."""
    response = getattr(client, method)(address, FORM, headers=headers)
    body = walk.without_tokens(response.text)
    for each in ids:
        body = body.replace(each, "…")
    told = {name: re.sub("nonce-[^']*", "", value) for name, value in response.headers.items()}
    told["Location"] = told.get("Location", "").replace(ids[0], "…")
    # How long the ids are that came back.
    told.pop("Content-Length", None)
    return response.status_code, told, body, sorted(response.cookies)


def here_and_nowhere(board: Board) -> Iterator[tuple[walk.Route, walk.Route]]:
    """Yield every address of a board, beside the same one of a board that does not exist."""
    nowhere = str(uuid4())
    for route in walk.on(board):
        verbs = COMMANDS if route.name == "do" else ["x"]
        for verb in verbs:
            address = route.address.replace("/do/x/", f"/do/{verb}/")
            parts = (route.name, address, route.parts)
            yield walk.Route(*parts), walk.Route(route.name, address.replace(str(board.pk), nowhere), route.parts)


@pytest.mark.parametrize("asking", ASKING)
@pytest.mark.parametrize("name", ["Charlie", "nobody"])
def test_to_an_outsider_every_address_of_a_board_answers_as_one_of_no_board(
    name: str, asking: str, board: Board, charlie: User, browse: Browse
) -> None:
    do(board.members.get(name="Alice"), board, "card.delete", card=card(board, "Write"))
    client = browse(charlie if name == "Charlie" else None)
    pairs = list(here_and_nowhere(board))
    assert len(pairs) > 14 + len(COMMANDS)
    for here, nowhere in pairs:
        ids = [re.findall(r"/b/([^/]+)/", route.address)[0] for route in (here, nowhere)]
        for method in ("get", "post", "put", "delete"):
            # Of limits there are other tests.
            limits.commands.forget()
            foreign, absent = (
                answer(client, method, route.address, [own], ASKING[asking])
                for route, own in zip((here, nowhere), ids, strict=True)
            )
            assert foreign == absent, (here.name, method)
            assert foreign[0] in ({404, 405} if name == "Charlie" else {302, 403, 405}), (here.name, method)
            assert "Boat" not in str(foreign), (here.name, method)


@pytest.mark.parametrize("name", ["Alice", "Vera"])
def test_to_a_member_a_column_of_another_board_is_none(name: str, board: Board, foreign: Board, browse: Browse) -> None:
    client = browse(board.members.get(name=name))
    theirs, nowhere = foreign.columns.get().pk, uuid4()
    for route in walk.routes(board_id=board.pk, number=99, column_id=theirs):
        if "column_id" in route.parts or "number" in route.parts:
            asked = [(route.address, theirs), (route.address.replace(str(theirs), str(nowhere)), nowhere)]
            said = [answer(client, "get", address, [str(pk)], {}) for address, pk in asked]
            assert said[0] == said[1] and said[0][0] in {404, 405}, route.name


def test_deleting_a_board_for_good_tells_an_outsider_nothing_even_with_its_name(
    board: Board, charlie: User, browse: Browse
) -> None:
    for pk in (board.pk, uuid4()):
        assert browse(charlie).post(reverse("boards:delete", args=[pk]), {"name": "Boat"}).status_code == 404
    assert Board.objects.filter(pk=board.pk).exists()


def test_signing_up_takes_a_hash_whether_the_address_has_an_account_or_not(
    alice: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is half a second, which the page would tell by the clock."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    for email in (alice.email, "nobody@example.org"):
        assert Client().post("/accounts/signup/", SIGN_UP | {"email": email}).status_code == 302
    assert hashed == [SIGN_UP["password1"]] * 2


SECRET = "the password of the database"


def fail(*_: object, **__: object) -> None:
    raise RuntimeError(SECRET)


@pytest.mark.parametrize(("path", "broken"), [("/", (home, "_home")), ("/b/{}/members/", (membership, "page_context"))])
def test_a_page_that_fails_says_so_without_a_trace(
    path: str, broken: tuple[Any, str], board: Board, alice: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(alice)
    client.raise_request_exception = False
    monkeypatch.setattr(*broken, fail)
    response = client.get(path.format(board.pk))
    assert response.status_code == 500 and "<h1>" in response.text
    assert_tells_nothing(response.text)


@pytest.mark.usefixtures("live")
async def test_a_command_that_fails_says_so_without_a_trace_over_both_doors(
    board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Socket(alice, board) as socket:
        monkeypatch.setattr(COMMANDS["column.create"], "run", fail)
        said = [str(await socket.command("column.create", {"name": "Later"}))]
        client = AsyncClient()
        client.cookies[settings.SESSION_COOKIE_NAME] = socket.session_key
        address = reverse("boards:do", args=[board.pk, "column.create"])
        for headers in ASKING.values():
            response = await client.post(address, {"name": "Later"}, headers=headers)
            said.append(response.content.decode())
    for each in said:
        assert "Something went wrong on the server" in each
        assert_tells_nothing(each)


def assert_tells_nothing(text: str) -> None:
    for word in (SECRET, "Traceback", "RuntimeError", ".py", str(settings.BASE_DIR), "site-packages", "SELECT "):
        assert word not in text
