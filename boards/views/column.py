"""A column's own page, with every form for it: what the board offers, without script."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import access, queries
from boards.models import Column
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def column(request: MemberRequest, column_id: UUID) -> HttpResponse:
    """Show a column, its cards and its forms."""
    found = access.find_child(Column, board=request.board, pk=column_id)
    if found is None:
        raise Http404
    cards = found.cards.filter(archived=False).order_by("order")
    context = page_context(request) | {
        "column": found,
        "card_total": found.cards.count(),
        "cards": cards,
        "columns": queries.columns_with_cards(board=request.board),
    }
    return render(request, "boards/column.html", context)
