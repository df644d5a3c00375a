"""allauth's pages that end sessions, told to the hubs: whoever has no session any more hears no more, and at once."""

from typing import cast

from allauth.account import views
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from boards import doors
from boards.models import User


async def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, in all of its tabs."""
    # Asked before it ends.
    user = await request.auser()
    response = cast(HttpResponse, await sync_to_async(views.logout)(request))
    if isinstance(user, User) and request.method == "POST":
        await doors.look_again(user)
    return response


async def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password, which ends the other sessions; this one goes on, under another key."""
    user = await request.auser()
    before = request.session.session_key
    response = cast(HttpResponse, await sync_to_async(views.password_change)(request))
    after = request.session.session_key
    if isinstance(user, User) and before and after and before != after:
        # Before anybody looks: Django saves it with the response only.
        await sync_to_async(request.session.save)()
        doors.follow(before, after)
        await doors.look_again(user)
    return response
