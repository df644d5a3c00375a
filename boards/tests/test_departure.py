"""Deleting one's account: what becomes of each board is said, decided and done, or nothing is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import AsyncClient, Client

from boards import departure
from boards.activity import of_board
from boards.commands import administration as acts
from boards.commands.board import create_board
from boards.departure import DELETE, field_of
from boards.live import heart
from boards.models import Board, Card, Change, Membership, Role, User
from boards.tests.acts import do
from boards.tests.commands.test_member import roles
from boards.tests.conftest import PASSWORD
from boards.tests.doors import Socket, sign_in
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]
PAGE = "/accounts/delete/"


AGAIN = {"password": PASSWORD, "next": PAGE}


@pytest.fixture
def alices(alice: User, browse: Browse) -> Client:
    """Alice's browser, where she has just given her password again."""
    client = browse(alice)
    assert client.post("/accounts/reauthenticate/", AGAIN)["Location"] == PAGE
    return client


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (User, Board, Membership, Card, Change)]


def test_before_anything_is_shown_or_done_one_has_to_say_who_one_is(alice: User, browse: Browse) -> None:
    client = browse(alice)
    for response in (client.get(PAGE), client.post(PAGE, {"email": alice.email})):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/reauthenticate/")
    asked = client.post("/accounts/reauthenticate/", AGAIN, follow=True)
    # Shown again, and not done.
    assert "Delete your account?" in asked.text
    assert User.objects.filter(pk=alice.pk).exists()
    assert Client().get(PAGE)["Location"].startswith("/accounts/login/")


def test_the_page_says_what_becomes_of_each_board(board: Board, alice: User, bob: User, alices: Client) -> None:
    create_board(owner=alice, name="Diary")
    shared = create_board(owner=bob, name="Shared")
    Membership.objects.create(board=shared, user=alice, role=Role.VIEWER)
    page = alices.get(PAGE)
    going, left, asked = (page.context[name] for name in ("going", "left", "asked"))
    assert [[fate.board.name for fate in fates] for fates in (going, left, asked)] == [["Diary"], ["Shared"], ["Boat"]]
    assert "Bob owns it" in page.text and "Vera owns it" in page.text and "Alice owns it" not in page.text


@pytest.mark.parametrize(
    ("email", "choice", "words"),
    [
        ("", "heir", "This is not your address"),
        ("bob@example.org", "heir", "This is not your address"),
        ("alice@example.org", "", "Choose what becomes of “Boat”"),
        ("alice@example.org", "nonsense", "Choose what becomes of “Boat”"),
        ("alice@example.org", "outsider", "Choose what becomes of “Boat”"),
    ],
)
def test_what_is_not_said_clearly_deletes_nothing(
    email: str, choice: str, words: str, board: Board, bob: User, charlie: User, alices: Client
) -> None:
    before = everything()
    chosen = {"heir": str(bob.pk), "outsider": str(charlie.pk)}.get(choice, choice)
    response = alices.post(PAGE, {"email": email, field_of(board.pk): chosen})
    assert (response.status_code, words in response.text) == (422, True)
    if choice == "heir":
        assert f'value="{bob.pk}" selected' in response.text
    assert everything() == before


def test_a_board_goes_to_whoever_was_chosen_and_the_account_is_gone(
    board: Board, alice: User, bob: User, alices: Client, browse: Browse
) -> None:
    diary = create_board(owner=alice, name="Diary")
    do(alice, board, "card.create", column=board.columns.first(), title="From Alice")
    phone = browse(alice)
    response = alices.post(PAGE, {"email": " ALICE@example.org ", field_of(board.pk): str(bob.pk)}, follow=True)
    assert "Your account is deleted" in response.text
    assert f'data-forget="{alice.pk}"' in response.text
    assert "data-forget" not in alices.get("/accounts/deleted/").text
    assert not User.objects.filter(name="Alice").exists()
    assert not Board.objects.filter(pk=diary.pk).exists()
    assert roles(board) == {"Bob": "owner", "Vera": "viewer"}
    assert board.cards.filter(title="From Alice").exists()
    told = [(entry.actor, entry.sentence) for entry in of_board(board=board).entries[:2]]
    assert told == [(None, "left the board"), (None, "handed the board over to <strong>Bob</strong>")]
    assert phone.get("/").status_code == alices.get("/").status_code == 302
    assert not [each for each in Session.objects.all() if str(alice.pk) in str(each.get_decoded())]
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.org"] and "was deleted" in letter.body


def test_a_board_may_be_deleted_for_everybody(board: Board, alice: User, alices: Client) -> None:
    alices.post(PAGE, {"email": alice.email, field_of(board.pk): DELETE})
    assert not Board.objects.filter(pk=board.pk).exists()
    assert User.objects.filter(name="Bob").exists()


def test_a_board_whose_others_are_all_disabled_goes_too(board: Board, alice: User, alices: Client) -> None:
    User.objects.exclude(pk=alice.pk).update(is_active=False)
    assert [fate.board.name for fate in alices.get(PAGE).context["going"]] == ["Boat"]
    alices.post(PAGE, {"email": alice.email})
    assert not Board.objects.filter(pk=board.pk).exists()
    assert not User.objects.filter(pk=alice.pk).exists()


def test_a_board_of_somebody_disabled_goes_on_without_one(board: Board, alice: User, bob: User, alices: Client) -> None:
    Membership.objects.filter(user=alice).update(role=Role.EDITOR)
    Membership.objects.filter(user=bob).update(role=Role.OWNER)
    User.objects.exclude(pk=alice.pk).update(is_active=False)
    assert [fate.board.name for fate in alices.get(PAGE).context["left"]] == ["Boat"]
    alices.post(PAGE, {"email": alice.email})
    assert set(roles(board)) == {"Bob", "Vera"}


type Meanwhile = Callable[[Board, Board], object]


def heir_leaves(board: Board, _: Board) -> None:
    Membership.objects.filter(board=board, user__name="Bob").delete()


def another_owns(board: Board, _: Board) -> None:
    Membership.objects.filter(board=board, user__name="Vera").update(role=Role.OWNER)


def board_goes(board: Board, _: Board) -> None:
    Board.objects.filter(pk=board.pk).delete()


def bob_joins(_: Board, diary: Board) -> None:
    Membership.objects.create(board=diary, user=User.objects.get(name="Bob"), role=Role.EDITOR)


@pytest.fixture
def deletes(
    board: Board, alice: User, bob: User, alices: Client, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Meanwhile], Any]:
    """Delete Alice's account while something happens between what the page showed and the lock; return the answer."""
    diary, delete_user = create_board(owner=alice, name="Diary"), acts.delete_user

    def deletes(meanwhile: Meanwhile) -> Any:
        def late(user: User, **options: Any) -> None:
            meanwhile(board, diary)
            delete_user(user, **options)

        monkeypatch.setattr(acts, "delete_user", late)
        return alices.post(PAGE, {"email": alice.email, field_of(board.pk): str(bob.pk)})

    return deletes


def test_an_heir_who_has_left_is_no_heir_and_nothing_is_deleted(deletes: Callable[[Meanwhile], Any]) -> None:
    response = deletes(heir_leaves)
    assert (response.status_code, "Nothing was deleted: look again." in response.text) == (422, True)
    assert User.objects.filter(name="Alice").exists() and Board.objects.filter(name="Diary").exists()


def test_nobody_is_made_an_owner_for_nothing(board: Board, deletes: Callable[[Meanwhile], Any]) -> None:
    assert deletes(another_owns).status_code == 302
    assert roles(board) == {"Bob": "editor", "Vera": "owner"}


def test_a_board_that_has_gone_is_no_obstacle(deletes: Callable[[Meanwhile], Any]) -> None:
    assert deletes(board_goes).status_code == 302
    assert not User.objects.filter(name="Alice").exists()


def test_a_board_that_somebody_has_just_joined_is_not_taken_from_them(deletes: Callable[[Meanwhile], Any]) -> None:
    response = deletes(bob_joins)
    assert (response.status_code, "Nothing was deleted: look again." in response.text) == (422, True)
    assert Board.objects.filter(name="Diary").exists() and User.objects.filter(name="Alice").exists()


def test_fates_are_read_in_two_queries(board: Board, alice: User, django_assert_num_queries: object) -> None:
    for name in ("Two", "Three"):
        create_board(owner=alice, name=name)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(departure.fates(alice, {})) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_open_boards_of_whoever_is_deleted_close_at_once_and_others_go_on(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "CHECK_EVERY", 1_000)
    client = AsyncClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = await in_reads(sign_in, alice)
    await client.post("/accounts/reauthenticate/", AGAIN)
    async with Socket(alice, board) as alices, Socket(bob, board) as bobs:
        response = await client.post(PAGE, {"email": alice.email, field_of(board.pk): str(bob.pk)})
        assert response.status_code == 302
        assert await alices.closed_with() == 4401
        # He owns it now.
        assert "ack" in await bobs.command("board.archive", {})
