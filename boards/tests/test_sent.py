"""A form that was taken names its draft in a cookie; one that was not does not."""

from uuid import uuid4

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from boards.models import Board, User

# Commands run in threads of their own, which have to see the rows.
pytestmark = pytest.mark.django_db(transaction=True)


def told(response: HttpResponseBase) -> list[str]:
    return [name for name in response.cookies if name.startswith("sent-")]


@pytest.fixture
def hers(alice: User, client: Client) -> Client:
    client.force_login(alice)
    return client


def test_a_form_that_was_taken_says_which_draft_that_was(hers: Client) -> None:
    draft = str(uuid4())
    response = hers.post(reverse("boards:create"), {"name": "Boat", "draft": draft})
    assert response.status_code == 302
    cookie = response.cookies[f"sent-{draft}"]
    # Script reads it, on the next page and no longer.
    assert not cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 86_400


def test_a_command_that_was_taken_says_so_as_well(hers: Client, board: Board) -> None:
    draft = str(uuid4())
    address = reverse("boards:do", args=[board.pk, "board.rename"])
    assert told(hers.post(address, {"name": "Ship", "draft": draft})) == [f"sent-{draft}"]
    assert not told(hers.post(address, {"name": "", "draft": draft}))


@pytest.mark.parametrize("form", ["{{{}}}", "urn:uuid:{}", "{}"])
def test_a_draft_is_named_alike_however_its_id_is_written(hers: Client, form: str) -> None:
    draft = str(uuid4())
    response = hers.post(reverse("boards:create"), {"name": "Boat", "draft": form.format(draft.upper())})
    assert told(response) == [f"sent-{draft}"]


@pytest.mark.parametrize("draft", ["", "x; Domain=example.org", "0" * 5_000])
def test_what_names_no_draft_sets_no_cookie(hers: Client, draft: str) -> None:
    assert not told(hers.post(reverse("boards:create"), {"name": "Boat", "draft": draft}))


def test_a_refusal_and_a_question_for_the_password_take_nothing(client: Client, hers: Client) -> None:
    draft = {"draft": str(uuid4())}
    assert not told(hers.post(reverse("boards:create"), {"name": "", **draft}))
    hers.logout()
    response = hers.post(reverse("boards:create"), {"name": "Boat", **draft})
    assert response.status_code == 302 and "login" in response["Location"]
    assert not told(response)
