"""Tells the script of the next page which form was taken, so that it forgets the draft of what was typed there."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import sync_and_async_middleware

from boards.commands.submission import usable_id

# Seconds; the next page is usually there within one.
REMEMBERED = 24 * 60 * 60
LEADS_ON = (302, 303)
# A redirect to these means that nothing was taken yet.
QUESTIONS = ("account_login", "account_reauthenticate")

type View = Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]]


@sync_and_async_middleware
def tell_what_was_sent(get_response: View) -> View:
    """Let the answer to a form that was taken name its draft in a cookie: ours all lead on to another page."""
    if iscoroutinefunction(get_response):

        async def ask(request: HttpRequest) -> HttpResponse:
            return _told(request, await get_response(request))

        return ask

    return lambda request: _told(request, get_response(request))  # type: ignore[arg-type]


def _told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    was_taken = request.method == "POST" and response.status_code in LEADS_ON and not _asks(response["Location"])
    if was_taken and (draft := usable_id(request.POST.get("draft"))):
        secure = settings.SESSION_COOKIE_SECURE
        # In its plain form: a UUID may be written with braces, which no cookie's name may have.
        response.set_cookie(f"sent-{UUID(draft)}", "1", REMEMBERED, secure=secure, samesite="Lax")
    return response


def _asks(url: str) -> bool:
    return url.startswith(tuple(reverse(name) for name in QUESTIONS))
