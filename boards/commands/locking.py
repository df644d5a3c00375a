"""The one way to a board's lock: whoever holds it is the only one who writes anything on the board."""

from uuid import UUID

from django.db.models import QuerySet

from boards import refusal
from boards.models import Board, Invitation, User


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
