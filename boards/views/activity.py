"""What happened on a board, or to a card."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import activity
from boards.models import Card
from boards.views.board import page_context
from boards.views.card import numbered
from boards.views.members import MemberRequest, for_members

# Digits of a revision; beyond that nobody's board goes.
LONGEST = 19


@require_GET
@for_members
def board_activity(request: MemberRequest) -> HttpResponse:
    """Show what happened on the board, a page at a time."""
    return _show(request, None)


@require_GET
@for_members
def card_activity(request: MemberRequest, number: int) -> HttpResponse:
    """Show what happened to a card; to script only the list."""
    return _show(request, numbered(request, number))


def read_before(request: MemberRequest) -> int | None:
    """Return the number before which a page of a long list goes on, or None for its beginning."""
    before = request.GET.get("before", "")
    return int(before) if before.isdecimal() and len(before) < LONGEST else None


def _show(request: MemberRequest, card: Card | None) -> HttpResponse:
    happened = activity.of_board(board=request.board, before=read_before(request), card=card)
    template = "boards/_activity.html" if request.headers.get("HX-Request") else "boards/activity.html"
    response = render(request, template, page_context(request) | {"card": card, "activity": happened})
    response["Cache-Control"] = "no-store"
    return response
