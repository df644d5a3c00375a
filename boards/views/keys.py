"""Which keys a board knows."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys; on a board, ``?`` shows the same."""
    return render(request, "boards/keys.html")
