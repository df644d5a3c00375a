"""Finding boards, cards and people: a page, and to script the list alone."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import limits, search
from boards.models import User


@require_GET
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """List what matches ``?q=``; with ``?board=`` also who belongs to that board. Nothing but what one may see."""
    user = cast(User, request.user)
    if not limits.searches.spend(user.pk):
        return render(request, "429.html", status=429)
    sought = search.clean(request.GET.get("q", ""))
    found = search.of_person(user=user, sought=sought, board_id=_board(request))
    template = "boards/_found.html" if request.headers.get("HX-Request") else "boards/search.html"
    response = render(request, template, {"found": found, "sought": sought, "at": _board(request)})
    # One address, two answers.
    response["Vary"] = "HX-Request, Cookie"
    response["Cache-Control"] = "no-store"
    return response


def _board(request: HttpRequest) -> UUID | None:
    """Return whose people are asked for. Nonsense asks for nobody's."""
    try:
        return UUID(request.GET.get("board", ""))
    except ValueError:
        return None
