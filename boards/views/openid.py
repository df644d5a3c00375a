"""Single sign-on: sending somebody to the provider, taking them back, and what is connected with an account."""

from collections.abc import Callable
from typing import Any

from allauth.decorators import rate_limit
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from boards.openid.provider import Conversation


@never_cache
@require_http_methods(["GET", "POST"])
@rate_limit(action="login")
def begin(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider. A GET asks first, since a link elsewhere may have led to it."""
    response = _talk(OAuth2LoginView.adapter_view(Conversation), request)
    return _leave(request, response.url) if isinstance(response, HttpResponseRedirect) else response


@never_cache
@require_GET
def end(request: HttpRequest) -> HttpResponse:
    """Take somebody back who comes from the provider."""
    return _talk(OAuth2CallbackView.adapter_view(Conversation), request)


def _talk(view: Callable[[HttpRequest], Any], request: HttpRequest) -> HttpResponse:
    """Answer with a view of allauth's, which leaves it to us that the provider may be away."""
    try:
        response: HttpResponse = view(request)
    except (OAuth2Error, RequestException) as error:
        response = render_authentication_error(request, Conversation(request).get_provider(), exception=error)
    return response


def _leave(request: HttpRequest, url: str) -> HttpResponse:
    """Return a page that goes on by itself.

    The policy lets forms lead to this server only (``form-action``), and some browsers hold redirects to that as well.
    """
    response = render(request, "socialaccount/leaving.html", {"url": url})
    response["Refresh"] = f"0; url={url}"
    return response
