"""allauth's pages that end sessions, told to the hubs: whoever has no session any more hears no more, and at once."""

from collections.abc import Callable, Coroutine
from typing import Any

from allauth.account import views
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from boards import doors

type View = Callable[[HttpRequest], HttpResponse]


def _closing(view: View) -> Callable[[HttpRequest], Coroutine[Any, Any, HttpResponse]]:
    async def close(request: HttpRequest) -> HttpResponse:
        # Before it ends.
        user = await request.auser()
        response = await sync_to_async(view)(request)
        if request.method == "POST" and user.is_authenticated:
            await doors.look_again(user)
        return response

    return close


sign_out = _closing(views.logout)
# Signs everybody else out who uses the account; this session goes on, under another key.
change_password = _closing(views.password_change)
