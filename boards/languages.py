"""In which language somebody is spoken to: the one that they chose, else the one that their browser asks for.

Slots have no words, so frames know no language; pages, refusals and mails do.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, cast

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

type Person = AbstractBaseUser | AnonymousUser | None
type View = Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]]


@sync_and_async_middleware
def choose(get_response: View) -> View:
    """Speak to whoever asks in their language. In place of Django's middleware, which does not ask who it is."""
    if iscoroutinefunction(get_response):

        async def ask(request: HttpRequest) -> HttpResponse:
            speak(request)
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                with suppress(OperationalError):
                    request.user = await request.auser()
                    speak(request, request.user)
            return _told(await get_response(request))

        return ask

    def ask_at_once(request: HttpRequest) -> HttpResponse:
        speak(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # The view meets the same trouble, and says so on a page that needs no database.
            with suppress(OperationalError):
                speak(request, request.user)
        return _told(cast(HttpResponse, get_response(request)))

    return ask_at_once


def chosen_by(person: Person) -> str:
    """Return the language that somebody has chosen for all their devices; empty where they did not, or it is gone."""
    language = getattr(person, "language", "")
    return language if language in dict(settings.LANGUAGES) else ""


def chosen_in(request: HttpRequest) -> str:
    """Return the language that a visitor has chosen in this browser, or an empty text."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in dict(settings.LANGUAGES) else ""


def speak(request: HttpRequest, person: Person = None) -> None:
    """Let what is rendered from now on be in somebody's language."""
    language = chosen_by(person) or translation.get_language_from_request(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language


def speak_to_socket(scope: Mapping[str, Any], person: Person = None) -> None:
    """Do the same for the answers of a socket."""
    request = HttpRequest()
    request.COOKIES = dict(scope.get("cookies", {}))
    request.META["HTTP_ACCEPT_LANGUAGE"] = dict(scope.get("headers", ())).get(b"accept-language", b"").decode("latin-1")
    speak(request, person)


def _told(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    response.headers.setdefault("Content-Language", translation.get_language())
    return response
