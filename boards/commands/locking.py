"""The one way to a board's lock: whoever holds it is the only one who writes anything on the board."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from boards import queries, refusal
from boards.models import Board, Invitation, Membership, Role, User
from boards.prepared import Prepared, PreparedUpdate

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Found(TypedDict):
        role: str
        epoch: UUID | None

    type _Locked = WithAnnotations[Board, _Found]


@dataclass(frozen=True)
class Turn:
    """What a command starts from: the locked board at its new revision, the actor's role, the database's epoch."""

    board: Board
    role: Role
    epoch: UUID


def take_turn(board_id: UUID, actor: User) -> Turn:
    """Lock a board and take its next revision, which is given back if the transaction is undone.

    Raises Refusal (*gone*) for whoever is no member: they never wait for the lock, nor does anybody wait for them.
    """
    # Writing locks the row as well as selecting it for that would. Who becomes a member right after it has no lock.
    if not _LOCK.run(board=board_id, actor=actor.pk):
        raise refusal.gone()
    # Read behind the lock: while we waited, whoever held it may have changed all of this.
    board: _Locked | None = _LOCKED.first(board=board_id, actor=actor.pk)
    if board is None:
        raise refusal.gone()
    return Turn(board, Role(board.role), board.epoch or queries.epoch())


def _as_member(board: UUID, actor: UUID) -> QuerySet[Board]:
    members = Membership.objects.filter(board=OuterRef("pk"), user=actor, user__is_active=True)
    return Board.objects.filter(Exists(members), pk=board)


def _with_role(board: UUID, actor: UUID) -> "QuerySet[_Locked]":
    boards = Board.objects.filter(pk=board, memberships__user=actor, memberships__user__is_active=True)
    return boards.annotate(role=F("memberships__role"), epoch=queries.LINEAGE)


_LOCK = PreparedUpdate(_as_member, revision=F("revision") + 1)
_LOCKED = Prepared(_with_role)


def lock_board(board_id: UUID, actor: User) -> Board:
    """Lock a board's row until the transaction ends. Raises Refusal (*gone*) for whoever is no member of it."""
    return _lock(Board.objects.filter(memberships__user=actor), board_id)


def lock_board_of(invitation: Invitation) -> Board:
    """Lock the board of an invitation for whoever holds it, a member or not. Raises Refusal (*gone*) if it is gone."""
    return _lock(Board.objects.all(), invitation.board_id)


def lock_any_board(board_id: UUID) -> Board:
    """Lock a board's row for an administrator at a shell; no door leads here. Raises Refusal (*gone*)."""
    return _lock(Board.objects.all(), board_id)


def _lock(boards: QuerySet[Board], board_id: UUID) -> Board:
    board = boards.select_for_update(of=("self",)).filter(pk=board_id).first()
    if board is None:
        raise refusal.gone()
    return board
