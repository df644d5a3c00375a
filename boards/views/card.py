"""A card's own page, with every form for it: what the board offers, without script."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from boards import queries
from boards.models import Board, Card
from boards.models.fields import DESCRIPTION_LENGTH
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def card(request: MemberRequest, number: int) -> HttpResponse:
    """Show a card: as a page of its own, or what its dialog on the board holds.

    A page with script goes on to the board and opens the dialog there, unless ``?page`` asks for the page.
    """
    try:
        context = _context(request, number)
    except Http404:
        # It had a number once.
        if number < request.board.next_number:
            return render(request, "boards/deleted.html", page_context(request) | {"number": number}, status=404)
        raise
    if request.headers.get("HX-Request"):
        context["columns"] = queries.columns(board=request.board)
        response = render(request, "boards/_dialog.html", context)
    else:
        context["columns"] = queries.columns_with_cards(board=request.board)
        response = render(request, "boards/card.html", context)
    # One address, two answers.
    response["Vary"] = "HX-Request, Cookie"
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@for_members
def editor(request: MemberRequest, number: int) -> HttpResponse:
    """Return the form for a card's title and description, with the revision that it starts from."""
    return render(request, "boards/_card_editor.html", _context(request, number))


@require_POST
@for_members
def preview(request: MemberRequest, number: int) -> HttpResponse:
    """Show what a description will look like: to script alone, else above the form with everything that was typed."""
    context = _context(request, number)
    # Nothing of this is saved: the row only lends its place to what was typed.
    context["card"].title = request.POST.get("title", context["card"].title)
    context["card"].description = request.POST.get("description", "")[:DESCRIPTION_LENGTH]
    context["base"] = request.POST.get("base", context["base"])
    template = "boards/_preview.html" if request.headers.get("HX-Request") else "boards/preview.html"
    return render(request, template, context)


def _context(request: MemberRequest, number: int) -> dict[str, Any]:
    # The revision first: a text that changes in between is then a conflict, not a loss.
    revision = queries.stamp(board_id=request.board.pk).revision
    return page_context(request) | {"card": numbered(request.board, number), "base": revision}


def numbered(board: Board, number: int) -> Card:
    """Return the board's card of a number. Raises Http404 if there is none."""
    found = Card.objects.filter(board=board, number=number).select_related("column").first()
    if found is None:
        raise Http404
    return found
