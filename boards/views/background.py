"""Choosing what lies under a board: a page, of which script takes the choice alone and lays it over the board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.models import Background
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def choose_background(request: MemberRequest) -> HttpResponse:
    """Show the backgrounds that there are; to script only those."""
    is_partial = request.headers.get("HX-Request")
    template = "boards/_backgrounds.html" if is_partial else "boards/background.html"
    response = render(request, template, page_context(request) | {"backgrounds": Background.choices})
    response["Vary"] = "HX-Request, Cookie"
    response["Cache-Control"] = "no-store"
    return response
