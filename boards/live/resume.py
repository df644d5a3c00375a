"""What changed since a revision: a frame for one change, for the many that were missed, or for the whole board."""

from collections.abc import Collection
from uuid import UUID

from boards import queries
from boards.live import slots
from boards.live.frame import GUESTS, MEMBERS, Frame
from boards.live.touched import Touched, everything_on, touched_by
from boards.models import Board, Card, Change, Patch

# Beyond this many changes the whole board is less to send, and to work out, than their union.
MAX_SPAN = 500
# Stands in ``data-concerned`` where all pages of the board are.
EVERYBODY = "all"


def of_change(change: Change, epoch: UUID | None = None) -> Frame:
    """Return the frame of one change that was just committed, with what announces it; ``epoch``, if it is known."""
    return _frame(
        change.board, epoch or queries.epoch(), change.revision - 1, change.revision, [change], _announcement(change)
    )


def inside(*, board_id: UUID, card_id: UUID, revision: int) -> str | None:
    """Return a card's inside for a dialog that shows it as at ``revision``, or None if that is how it still is."""
    now = queries.stamp(board_id=board_id)
    is_known = Card.objects.filter(board=board_id, pk=card_id).exists()
    if is_known and not queries.has_changed(board_id=board_id, row=card_id, after=revision):
        return None
    board = Board.objects.get(pk=board_id)
    rows = slots.read(board, Touched(), [card_id])
    return _insides(board, rows, [card_id], revision, now.revision, now.epoch)[0][str(card_id)]


def since(*, board_id: UUID, epoch: UUID | None, revision: int, dialogs: Collection[UUID] = ()) -> Frame | None:
    """Return what somebody at ``revision`` of ``epoch`` has missed, or None if that is nothing.

    A reset with the whole board answers those whom the journal cannot help: another epoch, a revision ahead of ours
    (the database was restored) or below zero (the browser asks for it), or too far behind. ``dialogs`` are the cards
    whose dialogs are open.
    """
    now = queries.stamp(board_id=board_id)
    if epoch == now.epoch and revision == now.revision:
        return None
    board = Board.objects.get(pk=board_id)
    if epoch != now.epoch or not now.revision - MAX_SPAN <= revision <= now.revision or revision < 0:
        whole: dict[str, object] = {"from": 0, "revision": now.revision, "epoch": now.epoch, "reset": ""}
        everything = everything_on(board)
        rows = slots.read(board, everything, dialogs)
        html = slots.render(board, everything, rows, _audiences(board, whole, whole))
        cards, away = _insides(board, rows, dialogs, 0, now.revision, now.epoch)
        return Frame(board_id, now.epoch, 0, now.revision, html, cards, away, access=True, reset=True)
    changes = list(queries.changes_between(board_id=board_id, after=revision, upto=now.revision))
    announcement = _announcement(changes[0]) if len(changes) == 1 else {}
    return _frame(board, now.epoch, revision, now.revision, changes, announcement, dialogs)


def _frame(
    board: Board,
    epoch: UUID,
    start: int,
    revision: int,
    changes: list[Change],
    announcement: dict[str, object],
    dialogs: Collection[UUID] | None = None,
) -> Frame:
    """Make the frame of changes, with the insides of cards that they touched: of all, or of those in ``dialogs``."""
    touched = touched_by(changes)
    concerned = _concerned(changes)
    step: dict[str, object] = {"from": start, "revision": revision, "epoch": epoch}
    for_members, for_guests = step | announcement, step | _without_names(announcement)
    if concerned:
        for_members["concerned"] = " ".join(sorted(concerned))
    if EVERYBODY in concerned:
        for_guests["concerned"] = EVERYBODY
    rows = slots.read(board, touched)
    html = slots.render(board, touched, rows, _audiences(board, for_members, for_guests))
    shown = touched.insides if dialogs is None else touched.insides.intersection(dialogs)
    cards, away = _insides(board, rows, shown, start, revision, epoch)
    changes_access = bool(concerned) or _tell_of_links(changes)
    return Frame(board.pk, epoch, start, revision, html, cards, away, access=changes_access)


def _audiences[Attributes](board: Board, members: Attributes, guests: Attributes) -> dict[str, Attributes]:
    """Return what each audience gets; nothing is made for guests where no link lets any in."""
    return {MEMBERS: members, GUESTS: guests} if board.link_count else {MEMBERS: members}


def _insides(
    board: Board, rows: slots.Rows, cards: Collection[UUID], start: int, revision: int, epoch: UUID
) -> tuple[dict[str, str], dict[str, str]]:
    """Render what dialogs show, by card; and what guests get instead, where there may be some."""
    step: dict[str, object] = {"from": start, "revision": revision, "epoch": epoch}
    insides = slots.render_insides(rows, cards, **step)
    # Afterwards: of a card that is put away meanwhile no guest gets what has been read before.
    away = slots.render_put_away(board, cards, **step) if board.link_count and cards else {}
    return insides, away


def _concerned(changes: list[Change]) -> set[str]:
    """Return the ids of those whose rights on the board have changed, or EVERYBODY: they fetch their shell again."""
    patches = [patch for change in changes for patch in change.all_patches]
    if any(patch.kind == Patch.Kind.BOARD and "archived" in (patch.after or {}) for patch in patches):
        return {EVERYBODY}
    return {str(patch.row) for patch in patches if patch.kind == Patch.Kind.MEMBER}


def _tell_of_links(changes: list[Change]) -> bool:
    return any(patch.kind == Patch.Kind.LINK for change in changes for patch in change.all_patches)


def _without_names(announcement: dict[str, object]) -> dict[str, object]:
    """Return what guests are told of a change: what happened to what they see; nothing of who, or of whom."""
    kind = str(announcement.get("object", "")).partition("-")[0]
    if kind not in {Patch.Kind.BOARD, Patch.Kind.COLUMN, Patch.Kind.CARD}:
        return {}
    return {name: announcement[name] for name in ("verb", "object")}


def _announcement(change: Change) -> dict[str, object]:
    """Say who did what to which element; the page has the sentences."""
    about: dict[str, object] = {"verb": change.command}
    if change.actor is not None:
        about |= {"actor": change.actor.name, "actor_id": change.actor.pk, "actor_colour": change.actor.colour}
    if subject := change.subject:
        about["object"] = f"{subject.kind}-{subject.row}"
    return about
