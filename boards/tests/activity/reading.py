"""What people read of a board's activity."""

from datetime import timedelta
from typing import Any

from boards import activity
from boards.commands.perform import Outcome
from boards.models import Board, Change


def lines(board: Board, **narrowed: Any) -> list[str]:
    """Return the entries as text, newest first, with their markup."""
    return [f"{entry.actor} {entry.sentence}" for entry in activity.of_board(board=board, **narrowed).entries]


def happened_before(outcome: Outcome, time: timedelta) -> None:
    """Let a change, and everything before it, have happened some time earlier."""
    assert outcome.change is not None
    for change in Change.objects.filter(board=outcome.change.board_id, revision__lte=outcome.revision):
        Change.objects.filter(pk=change.pk).update(at=change.at - time)
