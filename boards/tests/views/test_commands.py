"""The HTTP door: for script, for htmx, and for a plain form that loses nothing."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from boards import limits, queries
from boards.commands.submission import Submission
from boards.limits import Budget
from boards.models import Board, Card, Change, User
from boards.refusal import Refusal
from boards.tests.acts import card, column, do
from boards.tests.doors import sign_in
from boards.tests.page import parse
from boards.tests.views.conftest import Browse

# Commands run in threads of their own.
pytestmark = [pytest.mark.django_db(transaction=True)]
JSON = {"accept": "application/json"}
HTMX = {"HX-Request": "true"}


def door(board: Board, verb: str) -> str:
    return reverse("boards:do", args=[board.pk, verb])


def edit(board: Board, **fields: Any) -> dict[str, Any]:
    return {"card": str(card(board, "Pack").pk), **fields}


def test_a_plain_form_goes_back_to_its_page(board: Board, bob: User, browse: Browse) -> None:
    client, page = browse(bob), card(board, "Pack").get_absolute_url()
    response = client.post(door(board, "card.edit"), edit(board, title="Sail", next=page))
    assert (response.status_code, response["Location"]) == (303, page)
    assert "Sail" in client.get(page).text


EVIL = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "javascript:alert(1)",
]
EVIL += ["evil.example", " //evil.example", "/\t/evil.example", "http:///evil.example", ""]


@pytest.mark.parametrize("target", EVIL)
def test_nobody_is_sent_anywhere_else(target: str, board: Board, bob: User, browse: Browse) -> None:
    response = browse(bob).post(door(board, "card.edit"), edit(board, title="Sail", next=target))
    assert (response.status_code, response["Location"]) == (303, board.get_absolute_url())
    # Nor offered a link to it where something was refused.
    response = browse(bob).post(door(board, "card.edit"), {"card": str(uuid4()), "title": "Sail", "next": target})
    assert response.status_code == 404 and "evil.example" not in response.text and "javascript:" not in response.text


@pytest.mark.parametrize("target", ["/x\r\nSet-Cookie: a=b", "/b/ä/", "/\0"])
def test_a_next_that_fits_no_header_is_still_an_answer(target: str, board: Board, bob: User, browse: Browse) -> None:
    response = browse(bob).post(door(board, "card.edit"), edit(board, title="Sail", next=target))
    assert response.status_code == 303
    assert response["Location"].startswith("/") and response["Location"].isascii()
    assert "Set-Cookie: a" not in str(response.headers)


def test_a_refusal_keeps_what_was_typed_beside_what_is_wrong(board: Board, bob: User, browse: Browse) -> None:
    typed = '<Long> & "wide" ' + "x" * 500
    response = browse(bob).post(door(board, "card.edit"), edit(board, title=typed, description="Kept\n too"))
    page = parse(response.text)
    assert response.status_code == 422
    (title,) = (element for element in page.walk() if element.attributes.get("name") == "title")
    (text,) = (element for element in page.walk() if element.attributes.get("name") == "description")
    assert title.attributes["value"] == typed and title.attributes["aria-invalid"] == "true"
    assert "".join(map(str, text.children)).strip("\n") == "Kept\n too"
    assert "at most 500" in response.text
    (form,) = (element for element in page.walk() if element.attributes.get("action") == door(board, "card.edit"))
    assert form.attributes["method"] == "post" and "csrfmiddlewaretoken" in response.text


def test_a_conflict_shows_both_and_sending_again_means_to_insist(
    board: Board, alice: User, bob: User, browse: Browse
) -> None:
    do(alice, board, "card.edit", card=card(board, "Pack"), title="Alice's <b>")
    pack = str(Card.objects.get(board=board, number=1).pk)
    response = browse(bob).post(door(board, "card.edit"), {"card": pack, "title": "Bob's", "base": "1"})
    assert response.status_code == 409
    assert "Alice&#x27;s &lt;b&gt;" in response.text and 'value="Bob&#x27;s"' in response.text
    assert '<input type="hidden" name="base" value="2">' in response.text
    browse(bob).post(door(board, "card.edit"), {"card": pack, "title": "Bob's", "base": "2"})
    assert Card.objects.get(pk=pack).title == "Bob's"


def test_json_answers_have_the_status_of_their_reason(
    board: Board, alice: User, bob: User, vera: User, charlie: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    command_id, fields = str(uuid4()), edit(board, title="Sail")
    expected: list[tuple[User | None, dict[str, Any], int, str]] = [
        (bob, fields | {"id": command_id}, 200, ""),
        (bob, fields | {"id": command_id}, 200, ""),
        (vera, fields, 403, "forbidden"),
        (None, fields, 403, "forbidden"),
        (charlie, fields, 404, "gone"),
        (bob, fields | {"card": str(uuid4())}, 404, "gone"),
        (alice, fields | {"title": "Ship", "base": "1"}, 409, "conflict"),
        (bob, fields | {"title": ""}, 422, "invalid"),
        (bob, fields | {"base": "-1"}, 422, "invalid"),
    ]
    for user, form, status, reason in expected:
        response = browse(user).post(door(board, "card.edit"), form, headers=JSON)
        assert (response.status_code, response.json().get("reason", "")) == (status, reason), form
        if status == 200:
            assert response.json() == {"ack": command_id, "revision": 2}
        if status == 409:
            assert response.json()["revision"] == 2
    monkeypatch.setattr(limits, "commands", Budget(rate=0, burst=0))
    response = browse(bob).post(door(board, "card.edit"), fields, headers=JSON)
    assert (response.status_code, response.json()["reason"]) == (429, "too_fast")
    assert browse(bob).post(door(board, "card.explode"), fields, headers=JSON).status_code == 429
    assert Change.objects.filter(board=board).count() == 2


def test_htmx_gets_what_changed_since_its_page_and_the_outsider_nothing(
    board: Board, alice: User, bob: User, charlie: User, browse: Browse
) -> None:
    do(alice, board, "board.rename", name="Ship")
    since = {"since": "1", "epoch": str(queries.epoch())}
    response = browse(bob).post(door(board, "card.edit"), edit(board, title="Sail", **since), headers=HTMX)
    (frame,) = parse(response.text).elements()
    assert (frame.attributes["data-from"], frame.attributes["data-revision"]) == ("1", "3")
    assert "Ship" in response.text and "Sail" in response.text
    response = browse(bob).post(
        door(board, "card.edit"), {"card": str(Card.objects.get(title="Sail").pk)}, headers=HTMX
    )
    assert "data-reset" in parse(response.text).elements()[0].attributes
    response = browse(charlie).post(door(board, "card.edit"), {"card": str(uuid4())} | since, headers=HTMX)
    assert response.status_code == 404 and "Ship" not in response.text


def test_signed_out_what_was_typed_is_kept_and_nothing_is_written(board: Board, browse: Browse) -> None:
    response = browse(None).post(door(board, "card.edit"), edit(board, title="Sail"))
    assert response.status_code == 403
    assert 'value="Sail"' in response.text and "Sign in again" in response.text
    assert Change.objects.filter(board=board).count() == 1


def test_an_unknown_command_is_refused(board: Board, bob: User, browse: Browse) -> None:
    for verb in ("card.explode", "x", "card.edit%00"):
        response = browse(bob).post(f"/b/{board.pk}/do/{verb}/", edit(board, title="Sail"))
        assert response.status_code == 422 and "does not know that command" in response.text


def test_commands_are_posted(board: Board, bob: User, browse: Browse) -> None:
    for method in ("get", "put", "delete", "head", "options"):
        assert getattr(browse(bob), method)(door(board, "card.edit")).status_code == 405


def test_without_its_token_nothing_is_written(board: Board, bob: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(bob)
    for address in (door(board, "card.edit"), reverse("boards:create"), reverse("account_logout")):
        assert client.post(address, edit(board, title="Forged", name="Forged")).status_code == 403
    assert Change.objects.count() == 1
    client.get(board.get_absolute_url())
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    again, own = edit(board, title="Again"), edit(board, title="Own", csrfmiddlewaretoken=token)
    assert client.post(door(board, "card.edit"), again, headers={"X-CSRFToken": token}).status_code == 303
    assert client.post(door(board, "card.edit"), own).status_code == 303
    assert Change.objects.count() == 3


def test_what_boxes_choose_is_the_same_as_a_list_or_a_text(board: Board, bob: User, browse: Browse) -> None:
    client, command = browse(bob), str(uuid4())
    ids = [str(card(board, title).pk) for title in ("Pack", "Sand")]
    revisions = {
        client.post(door(board, "cards.archive"), {"id": command, "cards": sent}, headers=JSON).json()["revision"]
        for sent in (ids, " ".join(ids), f" {ids[0]}\r\n{ids[1]} ")
    }
    assert len(revisions) == 1
    message = {"id": command, "cards": ids}
    assert (
        Submission.read(message, "cards.archive").digest
        == Submission.read(message | {"cards": " ".join(ids)}, "cards.archive").digest
    )
    for nonsense in ([1], [ids], {"a": 1}):
        with pytest.raises(Refusal):
            Submission.read({"cards": nonsense}, "cards.archive")


def test_boxes_that_are_refused_are_sent_again_as_they_were(board: Board, bob: User, browse: Browse) -> None:
    ids = [str(card(board, title).pk) for title in ("Pack", "Sand")]
    done = column(board, "Done")
    do(bob, board, "column.archive", column=done)
    response = browse(bob).post(door(board, "cards.move"), {"cards": ids, "column": str(done.pk)})
    assert response.status_code == 422
    assert f'name="cards" value="{" ".join(ids)}"' in response.text
