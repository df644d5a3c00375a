"""The admin: useful to administrators, closed to everybody else, and no way around the commands."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from boards import administration
from boards.models import Board, Card, Change, Column, Invitation, Link, User
from boards.tests.acts import do
from boards.tests.doors import sign_in

CONTENT = (Board, Column, Card, Change, Invitation, Link)
LISTS = {model: reverse(f"admin:boards_{model._meta.model_name}_changelist") for model in (*CONTENT, User)}


def browser(user: User) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(user)
    return client


@pytest.fixture
def office(board: Board, alice: User) -> Client:
    """Alice's browser, an administrator's; somebody is invited to her board, and guests see it."""
    do(alice, board, "invitation.create", role="viewer")
    do(alice, board, "link.create", name="Customers")
    administration.set_administrator(alice, to=True)
    return browser(alice)


def act(office: Client, action: str, *people: User) -> str:
    form = {"action": action, "_selected_action": [str(user.pk) for user in people]}
    return office.post(LISTS[User], form, follow=True).text


def test_every_list_and_page_is_shown_and_found_by_words(office: Client, board: Board) -> None:
    for model, address in LISTS.items():
        row = model._default_manager.first()
        assert row is not None
        assert office.get(address).status_code == 200, model
        assert office.get(address, {"q": "Boat"}).status_code == 200, model
        assert office.get(reverse(f"admin:boards_{model._meta.model_name}_change", args=[row.pk])).status_code == 200
    invitation = Invitation.objects.get()
    shown = office.get(reverse("admin:boards_invitation_change", args=[invitation.pk])).text
    assert "Viewer" in shown and invitation.digest not in shown and invitation.secret not in shown
    assert "Pack" in office.get(LISTS[Card], {"q": "pack"}).text
    assert "Call" not in office.get(LISTS[Card], {"q": "pack"}).text
    assert "bob@example.org" in office.get(LISTS[User], {"q": "bob"}).text


def test_only_what_is_looked_after_here_has_pages() -> None:
    """Who could write other people's addresses and second factors could sign in as them."""
    assert set(admin.site._registry) == {*CONTENT, User}


def test_board_content_is_shown_and_never_written(office: Client, board: Board) -> None:
    for model in CONTENT:
        row = model._default_manager.first()
        assert row is not None
        name = f"admin:boards_{model._meta.model_name}"
        for address in (f"{name}_change", f"{name}_delete"):
            assert office.post(reverse(address, args=[row.pk]), {"post": "yes"}).status_code == 403, model
        assert office.post(reverse(f"{name}_add")).status_code == 403
    deleting = {"action": "delete_selected", "_selected_action": [str(board.pk)], "post": "yes"}
    office.post(LISTS[Board], deleting)
    assert Board.objects.filter(pk=board.pk).exists()


def test_whoever_is_disabled_is_signed_out_and_nobody_disables_herself(
    office: Client, alice: User, bob: User, vera: User
) -> None:
    session = sign_in(bob)
    text = act(office, "disable", alice, bob)
    assert "Bob is signed out everywhere" in text and "You left yourself as you are" in text
    assert set(User.objects.filter(is_active=False)) == {bob}
    assert not Session.objects.filter(pk=session).exists()
    act(office, "enable", bob)
    assert not User.objects.filter(is_active=False).exists()


def test_administrators_are_made_and_unmade_and_none_unmakes_herself(office: Client, alice: User, bob: User) -> None:
    act(office, "make_administrators", bob)
    assert set(User.objects.filter(is_staff=True, is_superuser=True)) == {alice, bob}
    act(office, "unmake_administrators", alice, bob)
    assert set(User.objects.filter(is_superuser=True)) == {alice}


def test_nobody_is_made_an_administrator_by_an_address_that_was_never_confirmed(
    office: Client, alice: User, bob: User, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    assert "was never confirmed" in act(office, "make_administrators", bob)
    assert set(User.objects.filter(is_superuser=True)) == {alice}


def test_a_person_is_neither_added_nor_deleted_and_keeps_address_and_rights(office: Client, bob: User) -> None:
    change = reverse("admin:boards_user_change", args=[bob.pk])
    members = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    forged = {"email": "x@example.org", "is_superuser": "on", "is_active": ""}
    office.post(change, {"name": "Bobby", "colour": "1"} | members | forged)
    bob.refresh_from_db()
    assert (bob.name, bob.email, bob.is_superuser, bob.is_active) == ("Bobby", "bob@example.org", False, True)
    assert office.post(reverse("admin:boards_user_delete", args=[bob.pk]), {"post": "yes"}).status_code == 403
    assert office.get(reverse("admin:boards_user_add")).status_code == 403


def test_boards_that_nobody_looks_after_are_found(office: Client, board: Board, foreign: Board, charlie: User) -> None:
    administration.disable(charlie)
    text = office.get(LISTS[Board], {"owner": "none"}).text
    assert "Elsewhere" in text and "Boat" not in text


def test_lists_ask_as_often_for_many_rows(
    office: Client, board: Board, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    column = board.columns.first()
    for index in range(20):
        do(alice, board, "card.create", column=column, title=f"Card {index}")
    for address in LISTS.values():
        with django_assert_max_num_queries(10):
            office.get(address)


def test_everybody_else_is_sent_away(board: Board, bob: User) -> None:
    for client in (browser(bob), Client()):
        for address in LISTS.values():
            response = client.get(address)
            assert response.status_code in {302, 403} and "Boat" not in response.text
