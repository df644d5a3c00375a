"""Accepting an invitation. Unregistered: whoever accepts is no member yet, and the invitation is their only right.

It is journalled as ``member.join``, like every other change of who is on the board.
"""

from dataclasses import dataclass

from django.db import transaction

from boards import access, invitations, refusal
from boards.commands import recording, roles
from boards.commands.locking import lock_board_of
from boards.models import Board, Change, Invitation, Membership, Patch, User


@dataclass(frozen=True)
class Joined:
    """The board that somebody is on now, and the Change that it took (None: they were on it already)."""

    board: Board
    change: Change | None


@transaction.atomic
def join(*, actor: User, digest: str) -> Joined:
    """Make whoever holds an invitation a member. Who is one already keeps their role, and the invitation its use.

    Raises Refusal (*gone*) unless the invitation is good, and for whoever was removed since it was made: a link that
    others are still to use is no way back.
    """
    invitation, board = _lock(digest)
    if access.is_member(board=board, user=actor):
        return Joined(board, None)
    if not invitations.is_good(invitation) or _was_removed_since(invitation, board, actor):
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


def _was_removed_since(invitation: Invitation, board: Board, actor: User) -> bool:
    patches = Patch.objects.filter(change__board=board, kind=Patch.Kind.MEMBER, row=actor.pk)
    last = patches.select_related("change").order_by("change__revision").last()
    if last is None or last.after is not None:
        return False
    # Whoever left by herself may come back.
    return last.change.actor_id != actor.pk and last.change.at > invitation.created_at


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
