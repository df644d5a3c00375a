"""What an invitation is worth now, asked of the database each time; and the one that a visitor's session carries."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from boards import access
from boards.models import Board, Invitation, Membership, Role

# In the session, which is in the database too: a digest opens nothing.
_KEY = "invitation"


def find(digest: str) -> Invitation | None:
    """Return the invitation of a secret with this digest, good or not, with its board and its maker."""
    return _all().filter(digest=digest).first()


def open_ones(*, board: Board) -> list[Invitation]:
    """Return the invitations to a board that are neither expired nor used up, the newest first, in one query."""
    return [invitation for invitation in _all().filter(board=board).order_by("-created_at") if invitation.is_open]


def is_good(invitation: Invitation) -> bool:
    """Tell whether one that was found lets somebody in: neither expired nor used up, and still backed."""
    return invitation.is_open and is_backed(invitation)


def is_backed(invitation: Invitation) -> bool:
    """Tell whether whoever made it may give its role: is on the board, mighty enough, and not disabled."""
    maker: str | None = invitation.maker_role  # type: ignore[attr-defined]
    return maker is not None and access.may_invite(Role(maker), Role(invitation.role))


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


def _all() -> QuerySet[Invitation]:
    makers = Membership.objects.filter(board=OuterRef("board"), user=OuterRef("created_by"), user__is_active=True)
    return Invitation.objects.select_related("board", "created_by").annotate(maker_role=Subquery(makers.values("role")))
