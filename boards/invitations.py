"""What an invitation is worth now, asked of the database each time; and the one that a visitor's session carries."""

from collections.abc import Sequence

from django.http import HttpRequest

from boards import access
from boards.models import Board, Invitation, Membership, Role, User

# In the session, which is in the database too: a digest opens nothing.
_KEY = "invitation"


def find(digest: str) -> Invitation | None:
    """Return the invitation of a secret with this digest, good or not, with its board and its maker."""
    return Invitation.objects.filter(digest=digest).select_related("board", "created_by").first()


def is_good(invitation: Invitation) -> bool:
    """Tell whether it lets somebody in: neither expired nor used up, and its maker may still give that role."""
    return invitation.is_open and is_backed(invitation)


def is_backed(invitation: Invitation) -> bool:
    """Tell whether whoever made it may give its role now: is on the board, mighty enough, and not disabled."""
    makers = Membership.objects.filter(user=invitation.created_by_id, user__is_active=True)
    maker = makers.filter(board=invitation.board_id).first()
    return maker is not None and access.may_invite(Role(maker.role), Role(invitation.role))


def is_member(invitation: Invitation, user: User) -> bool:
    """Tell whether somebody is on its board already."""
    return Membership.objects.filter(board=invitation.board_id, user=user).exists()


def open_ones(*, board: Board) -> Sequence[Invitation]:
    """Return the invitations to a board that are neither expired nor used up, the newest first."""
    found = Invitation.objects.filter(board=board).select_related("created_by").order_by("-created_at")
    return [invitation for invitation in found if invitation.is_open]


def carry(request: HttpRequest, invitation: Invitation) -> None:
    """Let a visitor's session carry an invitation until they have signed in or up."""
    request.session[_KEY] = invitation.digest


def carried_digest(request: HttpRequest) -> str:
    """Return the digest of the invitation that a session carries, good or not; empty where there is none."""
    return str(request.session.get(_KEY, ""))


def carried(request: HttpRequest) -> Invitation | None:
    """Return the invitation that a session carries, if it is good now."""
    digest = carried_digest(request)
    invitation = find(digest) if digest else None
    return invitation if invitation and is_good(invitation) else None


def let_go(request: HttpRequest) -> None:
    """Take the invitation out of a session: it has been accepted."""
    request.session.pop(_KEY, None)
