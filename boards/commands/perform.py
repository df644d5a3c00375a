"""One accepted command: the transaction that locks the board, writes, and takes exactly one Change for one revision."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from boards import access, refusal
from boards.commands import recording
from boards.commands.locking import lock_board
from boards.commands.submission import Submission
from boards.models import Board, Change, Patch, User
from boards.post import Mail


@dataclass(frozen=True)
class Outcome:
    """What a command came to: the revision, its Change (None for a repeat, which has no effect), patches and mails."""

    revision: int
    change: Change | None = None
    patches: tuple[Patch, ...] = ()
    mails: tuple[Mail, ...] = ()


class _Repeat(Exception):
    """The command was carried out before; unwinds the transaction, so that no revision is taken twice."""

    def __init__(self, revision: int) -> None:
        self.revision = revision


def perform(submission: Submission, *, board_id: UUID, actor: User) -> Outcome:
    """Carry a command out, once. Raises Refusal, with nothing written, if it cannot be."""
    try:
        with transaction.atomic():
            return _within_lock(submission, board_id, actor)
    except _Repeat as repeat:
        return Outcome(repeat.revision)
    except IntegrityError as error:
        # Ids are looked up before they are used; this is the race with another board, which has another lock.
        raise refusal.invalid("An id in this command is taken. Reload the page and try again.") from error


def _within_lock(submission: Submission, board_id: UUID, actor: User) -> Outcome:
    board = lock_board(board_id, actor)
    recording.take_revision(board)
    if submission.id is not None:
        _recognise_repeat(submission, submission.id, board, actor)
    role = access.authorise(actor=actor, action=submission.command.verb, board=board)
    command = submission.command(
        submission.fields, board=board, actor=actor, role=role, base=submission.base, outbox=submission.outbox
    )
    command.checked()
    command.run()
    change = Change(
        board=board,
        revision=board.revision,
        actor=actor,
        command=command.verb,
        command_id=submission.id or uuid4(),
        digest=submission.digest,
        outbox=submission.outbox,
        rekeyed=command.rekeyed,
        undoes=command.undoes,
    )
    recording.keep(change, command.patches)
    return Outcome(board.revision, change, tuple(command.patches), tuple(command.mails))


def _recognise_repeat(submission: Submission, command_id: UUID, board: Board, actor: User) -> None:
    earlier = Change.objects.filter(board=board, command_id=command_id).first()
    if earlier is None:
        return
    if earlier.actor_id != actor.pk or earlier.digest != submission.digest:
        raise refusal.invalid("This id belongs to another command. Reload the page and send it again.", "id")
    raise _Repeat(earlier.revision)
