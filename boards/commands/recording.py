"""The journal's part of what is no registered command: one revision of a locked board, and its Change."""

from collections.abc import Sequence

from django.db.models import F

from boards.models import Board, Change, Patch, User


def record(board: Board, command: str, patches: Sequence[Patch | None], *, actor: User | None = None) -> Change:
    """Take the next revision of a locked board for one Change; without an actor it is an administrator's."""
    board.revision = F("revision") + 1
    board.save(update_fields=["revision"])
    board.refresh_from_db(fields=["revision"])
    change = Change(board=board, revision=board.revision, actor=actor, command=command)
    change.save(force_insert=True)
    found = [patch for patch in patches if patch]
    for patch in found:
        patch.change = change
    Patch.objects.bulk_create(found)
    return change
