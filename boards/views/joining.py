"""Invitations as they are opened: what somebody is invited to, and joining. Whatever is no good is answered alike."""

from typing import cast

from allauth.core import ratelimit
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards import access, doors, invitations, signup, tokens
from boards.models import Role, User
from boards.refusal import Refusal
from boards.roles import IN_SHORT

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
async def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an invitation by its secret, or accept it."""
    too_many = await sync_to_async(ratelimit.consume_or_429)(request, action="join", limit_get=True)
    response = too_many or await _answer(request, tokens.digest_of(secret))
    return _private(cast(HttpResponse, response))


@require_http_methods(METHODS)
async def invited(request: HttpRequest) -> HttpResponse:
    """The same for the invitation that somebody came with, and has signed in since."""
    return _private(await _answer(request, await sync_to_async(invitations.carried_digest)(request)))


async def _answer(request: HttpRequest, digest: str) -> HttpResponse:
    if request.method != "POST":
        return await sync_to_async(_show)(request, digest)
    user = await request.auser()
    if not isinstance(user, User):
        return await sync_to_async(_send_in)(request, digest)
    try:
        board = await doors.join(actor=user, digest=digest)
    except Refusal:
        return await sync_to_async(_over)(request)
    await sync_to_async(invitations.let_go)(request)
    return redirect(board)


def _show(request: HttpRequest, digest: str) -> HttpResponse:
    """Say what somebody is invited to. Nothing is changed, so programs that look at links in mails use nothing up."""
    invitation = invitations.find(digest)
    if invitation is None:
        return _over(request)
    if isinstance(request.user, User) and access.is_member(board=invitation.board, user=request.user):
        return redirect(invitation.board)
    if not invitations.is_good(invitation):
        return _over(request)
    context = {
        "invitation": invitation,
        "in_short": IN_SHORT[Role(invitation.role)],
        "makes_accounts": invitation.makes_accounts or signup.may_begin(request),
    }
    return render(request, "boards/join.html", context)


def _send_in(request: HttpRequest, digest: str) -> HttpResponse:
    """Let a visitor sign in or up, with the invitation in the session."""
    invitation = invitations.find(digest)
    if invitation is None or not invitations.is_good(invitation):
        return _over(request)
    invitations.carry(request, invitation)
    return redirect("account_signup" if "new" in request.POST else "account_login")


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "boards/invitation_over.html", status=404)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the address to oneself: it is a key, to whoever finds it in a cache, a log or a search engine."""
    response["Cache-Control"] = "no-store"
    # Not "no-referrer": with that, browsers do not tell either where a form comes from, and it is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response
