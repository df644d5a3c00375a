"""What a card's texts were before, and who wrote them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import queries, versions
from boards.views.activity import read_before
from boards.views.board import page_context
from boards.views.card import numbered
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def card_versions(request: MemberRequest, number: int) -> HttpResponse:
    """Show the versions of a card's title and description, a page at a time; to script only the list."""
    # The revision first: to restore a version while somebody edits the text is then a conflict, not a loss.
    revision = queries.stamp(board_id=request.board.pk).revision
    card = numbered(request.board, number)
    found = versions.of_card(card=card, before=read_before(request))
    template = "boards/_versions.html" if request.headers.get("HX-Request") else "boards/versions.html"
    context = page_context(request) | {"card": card, "versions": found, "base": revision}
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response
