"""The one way to a board's lock: whoever holds it is the only one who writes anything on the board."""

from uuid import UUID

from boards import refusal
from boards.models import Board, User


def lock_board(board_id: UUID, actor: User) -> Board:
    """Lock a board's row until the transaction ends. Raises Refusal (*gone*) for whoever is no member of it."""
    boards = Board.objects.filter(memberships__user=actor).select_for_update(of=("self",))
    board = boards.filter(pk=board_id).first()
    if board is None:
        raise refusal.gone()
    return board
