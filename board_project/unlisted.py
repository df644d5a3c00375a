"""Keeps every page out of search engines: what is here is for those who have an account or were sent a link.

By a header and not by robots.txt: that would keep away as well what asks for the preview of a link (templates/
_link_preview.html), and a page that nobody may fetch can still be listed by its address.
"""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

type View = Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]]


@sync_and_async_middleware
def unlisted(get_response: View) -> View:
    """Say so with every answer."""
    if iscoroutinefunction(get_response):

        async def ask(request: HttpRequest) -> HttpResponse:
            return _marked(await get_response(request))

        return ask

    return lambda request: _marked(get_response(request))  # type: ignore[arg-type]


def _marked(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
