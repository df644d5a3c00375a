"""Accepting an invitation: with an account, by signing in, by signing up; and everybody on the board hears of it."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core import mail
from django.test import AsyncClient
from django.urls import reverse
from pytest_django import Settings

from boards import post
from boards.models import Board, Invitation, Role, User
from boards.tests.acts import do
from boards.tests.commands.test_invitation import invite, revoke
from boards.tests.commands.test_member import roles
from boards.tests.conftest import PASSWORD
from boards.tests.doors import Socket, sign_in
from boards.tests.security.test_10_invitations import page_of
from boards.tests.test_accounts import SIGN_UP, link_in
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


@pytest.fixture(autouse=True)
def _closed(settings: Settings) -> None:
    settings.SIGNUP_OPEN = False


def require_confirmed_addresses(settings: Settings) -> None:
    """Have a mail server."""
    settings.SENDS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"


def confirm(user: User) -> None:
    """Let somebody have confirmed the address."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


async def browser(user: User | None = None) -> AsyncClient:
    """Return a browser of somebody who is signed in, or of nobody."""
    client = AsyncClient()
    if user is not None:
        client.cookies[configured.SESSION_COOKIE_NAME] = await in_reads(sign_in, user)
    return client


def read(response: Any) -> str:
    """Return the text of a page."""
    return str(response.content.decode())


async def invited(alice: User, board: Board, **fields: Any) -> Invitation:
    """Return an invitation of alice's."""
    return await in_commands(invite, alice, board, **fields)


async def test_somebody_with_an_account_sees_what_it_is_and_joins(board: Board, alice: User, charlie: User) -> None:
    invitation = await invited(alice, board, role="commenter")
    client = await browser(charlie)
    page = read(await client.get(page_of(invitation)))
    assert all(word in page for word in ("Boat", "Alice invites you", "commenter", "Join as Charlie"))
    async with Socket(alice, board) as alices:
        response = await client.post(page_of(invitation))
        frame = await alices.frame()
    assert response["Location"] == board.get_absolute_url()
    assert 'data-verb="member.join"' in frame and 'data-actor="Charlie"' in frame
    assert charlie.email not in frame
    assert (await in_reads(roles, board))["Charlie"] == Role.COMMENTER
    # The frame counts as a change of access: open pages of hers, if any, fetch what her role may do.
    assert f'data-concerned="{charlie.pk}"' in frame


async def test_an_outsider_hears_nothing_of_it(board: Board, foreign: Board, alice: User, charlie: User) -> None:
    invitation = await invited(alice, board)
    async with Socket(charlie, foreign) as outsider:
        assert (await (await browser(charlie)).post(page_of(invitation))).status_code == 302
        assert await outsider.hears_nothing_more()


async def test_who_is_on_the_board_already_is_sent_there_even_when_it_is_used_up(
    board: Board, alice: User, bob: User, charlie: User
) -> None:
    invitation = await invited(alice, board, role="viewer")
    await (await browser(charlie)).post(page_of(invitation))
    for user in (alice, bob, charlie):
        client = await browser(user)
        for send in (client.get, client.post):
            assert (await send(page_of(invitation)))["Location"] == board.get_absolute_url()
    assert (await in_reads(roles, board))["Bob"] == Role.EDITOR


async def test_whoever_signs_in_on_the_way_finds_the_invitation_again(board: Board, alice: User, charlie: User) -> None:
    invitation = await invited(alice, board)
    client = await browser()
    page = read(await client.get(page_of(invitation)))
    assert "Create an account" in page and "Join as" not in page
    assert (await client.post(page_of(invitation)))["Location"] == "/accounts/login/"
    assert "Boat" in read(await client.get("/accounts/login/"))
    response = await client.post("/accounts/login/", {"login": charlie.email, "password": PASSWORD})
    assert response["Location"] == "/join/"
    # To sign in is not to join.
    assert "Charlie" not in await in_reads(roles, board)
    assert "Join as Charlie" in read(await client.get("/join/"))
    assert (await client.post("/join/"))["Location"] == board.get_absolute_url()
    assert (await in_reads(roles, board))["Charlie"] == Role.EDITOR
    # And it does not come back.
    assert (await client.get("/join/")).status_code == 404


async def test_whoever_signs_up_is_on_the_board(board: Board, alice: User) -> None:
    invitation = await invited(alice, board)
    client = await browser()
    assert (await client.post(page_of(invitation), {"new": "1"}))["Location"] == "/accounts/signup/"
    async with Socket(alice, board) as alices:
        response = await client.post("/accounts/signup/", SIGN_UP)
        assert 'data-actor="Dora"' in await alices.frame()
    assert response["Location"] == board.get_absolute_url()
    assert (await client.get(board.get_absolute_url())).status_code == 200
    # What was good for one makes no second account, in this browser or another.
    again = await browser()
    assert (await again.post(page_of(invitation), {"new": "1"})).status_code == 404
    assert "by invitation" in read(await again.get("/accounts/signup/"))


async def test_an_invitation_that_came_by_mail_confirms_that_address(
    board: Board, alice: User, settings: Settings
) -> None:
    require_confirmed_addresses(settings)
    invitation = await invited(alice, board, email="dora@example.org")
    client = await browser()
    await client.post(page_of(invitation), {"new": "1"})
    assert 'value="dora@example.org"' in read(await client.get("/accounts/signup/"))
    response = await client.post("/accounts/signup/", SIGN_UP | {"email": "Dora@example.org"})
    assert response["Location"] == board.get_absolute_url()
    assert not mail.outbox
    address = await in_reads(EmailAddress.objects.get, email="dora@example.org")
    assert address.verified and address.primary
    assert (await in_reads(roles, board))["Dora"] == Role.EDITOR


@pytest.mark.parametrize("email", ["", "somebody.else@example.org"])
async def test_every_other_address_is_confirmed_by_a_mail_before_anything_is_given(
    email: str, board: Board, alice: User, settings: Settings
) -> None:
    require_confirmed_addresses(settings)
    invitation = await invited(alice, board, **({"email": email} if email else {}))
    client = await browser()
    await client.post(page_of(invitation), {"new": "1"})
    assert (await client.post("/accounts/signup/", SIGN_UP))["Location"] == "/accounts/confirm-email/"
    assert (await client.get("/"))["Location"].startswith("/accounts/login/")
    assert "Dora" not in await in_reads(roles, board)
    (message,) = mail.outbox
    response = await client.post(link_in(message))
    assert response["Location"] == board.get_absolute_url()
    assert (await in_reads(roles, board))["Dora"] == Role.EDITOR


async def test_a_link_that_its_maker_has_seen_confirms_no_address(
    board: Board, alice: User, settings: Settings
) -> None:
    """Without a mail server the maker hands it over, and could claim any address with it once there is one."""
    invitation = await invited(alice, board, email="dora@example.org")
    require_confirmed_addresses(settings)
    client = await browser()
    await client.post(page_of(invitation), {"new": "1"})
    assert (await client.post("/accounts/signup/", SIGN_UP))["Location"] == "/accounts/confirm-email/"
    assert not await in_reads(EmailAddress.objects.filter(verified=True).exists)


async def test_an_account_that_is_there_already_is_told_by_mail_and_joins_by_signing_in(
    board: Board, alice: User, charlie: User, settings: Settings
) -> None:
    require_confirmed_addresses(settings)
    await in_commands(confirm, charlie)
    invitation = await invited(alice, board)
    client = await browser()
    await client.post(page_of(invitation), {"new": "1"})
    response = await client.post("/accounts/signup/", SIGN_UP | {"email": charlie.email})
    assert response["Location"] == "/accounts/confirm-email/"
    assert "already" in mail.outbox[0].subject
    invitation = await in_reads(Invitation.objects.get, pk=invitation.pk)
    assert invitation.signed_up == 0
    response = await client.post("/accounts/login/", {"login": charlie.email, "password": PASSWORD})
    assert response["Location"] == "/join/"


async def test_taken_back_while_somebody_signs_up_it_lets_nobody_in(board: Board, alice: User) -> None:
    invitation = await invited(alice, board)
    client = await browser()
    await client.post(page_of(invitation), {"new": "1"})
    await in_commands(revoke, invitation, alice)
    response = await client.post("/accounts/signup/", SIGN_UP)
    assert "by invitation" in read(response)
    assert not await in_reads(User.objects.filter(email=SIGN_UP["email"]).exists)
    assert (await client.get("/join/")).status_code == 404


async def test_whoever_confirms_another_address_later_joins_nothing_by_it(
    board: Board, alice: User, charlie: User, settings: Settings
) -> None:
    """An invitation that was looked at and left does not come true by the way."""
    require_confirmed_addresses(settings)
    await in_commands(confirm, charlie)
    invitation = await invited(alice, board)
    client = await browser()
    await client.post(page_of(invitation))
    await client.post("/accounts/login/", {"login": charlie.email, "password": PASSWORD})
    asked = await client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    await client.post(asked["Location"], {"password": PASSWORD, "next": "/accounts/email/"}, follow=True)
    await client.post(link_in(mail.outbox[0]))
    assert "Charlie" not in await in_reads(roles, board)


async def test_the_mail_goes_out_when_the_command_is_given(board: Board, alice: User) -> None:

    client = await browser(alice)
    address = reverse("boards:do", args=[board.pk, "invitation.create"])
    form = {"email": "dora@example.org", "role": "viewer", "days": "7", "next": f"{board.get_absolute_url()}members/"}
    assert (await client.post(address, form))["Location"].endswith("/members/")
    await in_reads(post.wait)
    (message,) = mail.outbox
    assert message.to == ["dora@example.org"]
    page = read(await client.get(f"{board.get_absolute_url()}members/"))
    # No mail server here: the page has the link as well.
    assert link_in(message) in page and "dora@example.org" in page and "This server sends no mail" in page


async def test_members_see_what_is_open_and_what_lets_nobody_in(board: Board, alice: User, bob: User) -> None:
    await in_commands(do, alice, board, "member.change", member=bob.pk, role="admin")
    await in_commands(invite, bob, board, uses="10")
    await in_commands(do, alice, board, "member.change", member=bob.pk, role="editor")
    page = read(await (await browser(alice)).get(f"{board.get_absolute_url()}members/"))
    assert "0 of 10 joined" in page and "Bob may not give this role any more" in page
    assert "Invite people" not in read(await (await browser(bob)).get(f"{board.get_absolute_url()}members/"))
