"""The people of a board: a page for all of its members, with forms for its owners."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from boards import access, invitations, queries
from boards.models import Invitation
from boards.models.invitation import DAYS, USES
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members


@dataclass(frozen=True)
class Shown:
    """An invitation as one viewer may see it."""

    invitation: Invitation
    address: str
    to: str
    is_backed: bool
    can_be_revoked: bool


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
        "invitations": _invitations(request),
        "days": DAYS,
        "uses": USES,
        "sends_mail": settings.SENDS_MAIL,
        # Whoever has left cannot come back to this page.
        "home": reverse("boards:home"),
    }
    return render(request, "boards/members.html", context)


def _invitations(request: MemberRequest) -> list[Shown]:
    """Return what this viewer may know of the board's invitations; nothing unless they may invite people."""
    if "invitation.create" not in access.allowed(request.role, request.board):
        return []
    roles = access.managed_by(request.role)
    return [
        Shown(
            invitation,
            # Whoever holds it takes its role: not for those who may not give that.
            address="" if invitation.mailed or invitation.role not in roles else invitation.address,
            # Whoever typed it knows it; nobody else gets anybody's address.
            to=invitation.email if invitation.created_by_id == request.user.pk else "",
            is_backed=invitations.is_backed(invitation),
            can_be_revoked=invitation.role in roles,
        )
        for invitation in invitations.open_ones(board=request.board)
    ]
