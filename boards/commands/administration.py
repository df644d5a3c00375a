"""What an administrator does to boards and people, for whom no role speaks: from a shell, never through a door.

It is journalled like everything else, without an actor; pages hear of it from their own process's heartbeat.
"""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db import transaction

from boards import access, refusal
from boards.commands import recording, roles
from boards.commands.locking import lock_any_board
from boards.models import Board, Change, Invitation, Membership, Patch, Role, User

type Decisions = Mapping[UUID, UUID | None]


@transaction.atomic
def hand_over(*, board_id: UUID, user: User) -> Change:
    """Make somebody the owner of a board, member or not; its owners so far go on as admins.

    Raises Refusal if the board is gone.
    """
    board = lock_any_board(board_id)
    owners = board.memberships.filter(role=Role.OWNER).exclude(user=user).select_related("user")
    owners_so_far = list(owners.order_by("pk"))
    patches = [_appoint(board, user), *(roles.set_role(owner, Role.ADMIN) for owner in owners_so_far)]
    return recording.record(board, "board.hand_over", patches)


@transaction.atomic
def delete_board(*, board_id: UUID) -> None:
    """Delete a board for good, with its journal. Raises Refusal if it is gone."""
    lock_any_board(board_id).delete()


@transaction.atomic
def delete_user(user: User, *, decisions: Decisions = MappingProxyType({}), verb: str = "member.remove") -> None:
    """Delete somebody for good, and the boards that nobody else is on; the other boards' journals tell of it.

    ``decisions`` says of boards that have no other owner who is to own them, or None: they are deleted for everybody.
    Raises Refusal, with nothing deleted, where that is not said, or where whoever was named has left.
    """
    for board_id in Membership.objects.filter(user=user).order_by("board").values_list("board", flat=True):
        board = lock_any_board(board_id)
        own = board.memberships.select_related("user").filter(user=user).first()
        if own is None:
            continue
        if board_id in decisions and roles.is_last_owner(own):
            heir = decisions[board_id]
            if heir is None:
                board.delete()
                continue
            recording.record(
                board, "board.hand_over", [roles.set_role(access.member(board=board, user_id=heir), Role.OWNER)]
            )
        if not board.memberships.exclude(user=user).exists():
            board.delete()
        elif patch := roles.set_role(own, None):
            recording.record(board, verb, [patch])
    _lock_without_boards(user)
    _forget_words_of(user)
    user.delete()


def _lock_without_boards(user: User) -> None:
    """Let nobody put a user on a board any more. Raises Refusal if somebody just did, or she has made one.

    After the boards' locks: who holds one of them, and writes that this user did something, waits for this one.
    """
    list(User.objects.select_for_update().filter(pk=user.pk))
    if Membership.objects.filter(user=user).exists():
        raise refusal.gone()


def _forget_words_of(user: User) -> None:
    """Take an address out of the invitations that were sent there, and a name out of the admin's log."""
    Invitation.objects.filter(email__iexact=user.email).update(email="")
    LogEntry.objects.filter(object_id=str(user.pk)).update(object_repr="Somebody")


def _appoint(board: Board, user: User) -> Patch | None:
    membership = board.memberships.select_related("user").filter(user=user).first()
    if membership is not None:
        return roles.set_role(membership, Role.OWNER)
    Membership(board=board, user=user, role=Role.OWNER).save(force_insert=True)
    return roles.note(user, None, {"role": Role.OWNER})
