"""Pages on sessions. Those that end some tell the hubs: whoever has no session any more hears no more, and at once."""

from collections.abc import Callable
from typing import cast

from allauth.account import views
from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from boards import doors, signed_in
from boards.models import User

type Page = Callable[[HttpRequest], HttpResponse]


async def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, in all of its tabs."""
    # Asked before it ends.
    user = await request.auser()
    response = cast(HttpResponse, await sync_to_async(views.logout)(request))
    if isinstance(user, User) and request.method == "POST":
        await doors.look_again(user)
    return response


async def change_password(request: HttpRequest, page: Page = views.password_change) -> HttpResponse:
    """Choose another password, or a first one, which ends the other sessions; this one goes on, under another key."""
    user = await request.auser()
    before = request.session.session_key
    response = await sync_to_async(page)(request)
    after = request.session.session_key
    if isinstance(user, User) and before and after and before != after:
        # Before anybody looks: Django saves it with the response only.
        await sync_to_async(request.session.save)()
        doors.follow(before, after)
        await doors.look_again(user)
    return response


@require_GET
@login_required
def list_sessions(request: HttpRequest) -> HttpResponse:
    """List where one is signed in, with a button that ends it."""
    signed_in.note(request)
    response = render(request, "account/sessions.html", {"places": signed_in.places(request)})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
async def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or all but this one; their open boards close at once."""
    user = await request.auser()
    request.user = user
    if not isinstance(user, User):
        return redirect("account_login")
    ended = await sync_to_async(signed_in.end)(request, request.POST.get("session", ""))
    await doors.look_again(user)
    words = ngettext("Signed out in {n} place.", "Signed out in {n} places.", ended).format(n=ended)
    messages.success(request, words if ended else _("Nobody is signed in there any more."))
    return redirect("sessions")
