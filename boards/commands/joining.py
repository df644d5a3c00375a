"""Accepting an invitation. Unregistered: whoever accepts is no member yet, and the invitation is their only right.

It is journalled as ``member.join``, like every other change of who is on the board.
"""

from dataclasses import dataclass

from django.db import transaction

from boards import access, invitations, refusal
from boards.commands import recording, roles
from boards.commands.locking import lock_board_of
from boards.models import Board, Change, Invitation, Membership, User


@dataclass(frozen=True)
class Joined:
    """The board that somebody is on now, and the Change that it took (None: they were on it already)."""

    board: Board
    change: Change | None


@transaction.atomic
def join(*, actor: User, digest: str) -> Joined:
    """Make whoever holds an invitation a member. Who is one already keeps their role, and the invitation its use.

    Raises Refusal (*gone*) unless the invitation is good, whatever else it is.
    """
    invitation, board = _lock(digest)
    if access.is_member(board=board, user=actor):
        return Joined(board, None)
    if not invitations.is_good(invitation):
        raise refusal.gone()
    invitation.used += 1
    invitation.save(update_fields=["used"])
    Membership(board=board, user=actor, role=invitation.role).save(force_insert=True)
    patch = roles.note(actor, None, {"role": invitation.role})
    return Joined(board, recording.record(board, "member.join", [patch], actor=actor))


@transaction.atomic
def take_account(invitation: Invitation) -> bool:
    """Take one of the accounts that an invitation is good for; False where it is good for none any more."""
    try:
        invitation, _ = _lock(invitation.digest)
    except refusal.Refusal:
        return False
    if not invitations.is_good(invitation) or not invitation.makes_accounts:
        return False
    invitation.signed_up += 1
    invitation.save(update_fields=["signed_up"])
    return True


def _lock(digest: str) -> tuple[Invitation, Board]:
    """Return an invitation as it is under the lock of its board. Raises Refusal (*gone*) if there is none."""
    found = invitations.find(digest)
    if found is None:
        raise refusal.gone()
    board = lock_board_of(found)
    # Whoever held the lock may have used it up, or taken it back.
    invitation = invitations.find(digest)
    if invitation is None:
        raise refusal.gone()
    return invitation, board
