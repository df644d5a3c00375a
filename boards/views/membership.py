"""The people of a board: a page for all of its members, with forms for its owners."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from boards import access, queries
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def members(request: MemberRequest) -> HttpResponse:
    """List who is on the board and as what."""
    context = page_context(request) | {
        "members": queries.members_of(board=request.board),
        # What this viewer may give to others, and take from them.
        "roles": access.managed_by(request.role),
        "links": queries.links_of(board=request.board)
        if "link.create" in access.allowed(request.role, request.board)
        else (),
        # Whoever has left cannot come back to this page.
        "home": reverse("boards:home"),
    }
    return render(request, "boards/members.html", context)
