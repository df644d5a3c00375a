"""The journal's part of every change: one revision of a locked board, and its Change with the patches."""

from collections.abc import Iterable

from django.db.models import F

from boards import rows
from boards.models import Board, Change, Patch, User


def take_revision(board: Board) -> None:
    """Take the next revision of a locked board: from here on its rows are ours alone to write."""
    board.revision = F("revision") + 1
    board.save(update_fields=["revision"])
    board.refresh_from_db(fields=["revision"])


def keep(change: Change, patches: Iterable[Patch | None]) -> Change:
    """Write a Change with its patches, but for those of what did not change (None)."""
    rows.insert(change)
    change.all_patches = [patch for patch in patches if patch]
    for patch in change.all_patches:
        patch.change = change
    if len(change.all_patches) == 1:
        rows.insert(change.all_patches[0])
    else:
        Patch.objects.bulk_create(change.all_patches)
    return change


def record(board: Board, command: str, patches: Iterable[Patch | None], *, actor: User | None = None) -> Change:
    """Do both for what is no registered command; without an actor it is an administrator's."""
    take_revision(board)
    return keep(Change(board=board, revision=board.revision, actor=actor, command=command), patches)
