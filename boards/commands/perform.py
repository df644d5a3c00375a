"""One accepted command: the transaction that locks the board, writes, and takes exactly one Change for one revision."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from boards import access, refusal
from boards.commands import recording
from boards.commands.locking import take_turn
from boards.commands.submission import Submission
from boards.models import Change, Patch, User
from boards.post import Mail
from boards.refusal import Refusal


@dataclass(frozen=True)
class Outcome:
    """What a command came to: the revision, its Change, patches and mails, and the database's epoch.

    Of a repeat, which has no effect, it is the revision alone.
    """

    revision: int
    change: Change | None = None
    epoch: UUID | None = None
    patches: tuple[Patch, ...] = ()
    mails: tuple[Mail, ...] = ()


def perform(submission: Submission, *, board_id: UUID, actor: User) -> Outcome:
    """Carry a command out, once. Raises Refusal, with nothing written, if it cannot be.

    The journal takes an id but once, so a repeat always fails. Only what has failed is looked for there.
    """
    try:
        with transaction.atomic():
            return _within_lock(submission, board_id, actor)
    except (Refusal, IntegrityError) as error:
        if earlier := _earlier(submission, board_id, actor):
            return Outcome(earlier.revision)
        if isinstance(error, Refusal):
            raise
        # Ids are looked up before they are used; this is the race with another board, which has another lock.
        raise refusal.invalid(_("An id in this command is taken. Reload the page and try again.")) from error


def _within_lock(submission: Submission, board_id: UUID, actor: User) -> Outcome:
    turn = take_turn(board_id, actor)
    board = turn.board
    access.require(turn.role, submission.command.verb, board)
    command = submission.command(
        submission.fields, board=board, actor=actor, role=turn.role, base=submission.base, outbox=submission.outbox
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
    return Outcome(board.revision, change, turn.epoch, tuple(command.patches), tuple(command.mails))


def _earlier(submission: Submission, board_id: UUID, actor: User) -> Change | None:
    """Return what a repeat repeats. Raises Refusal (*invalid*) if its id belongs to another command."""
    if submission.id is None:
        return None
    # An outsider learns nothing, whatever the id.
    changes = Change.objects.filter(board__memberships__user=actor, board=board_id)
    earlier = changes.filter(command_id=submission.id).first()
    if earlier and (earlier.actor_id != actor.pk or earlier.digest != submission.digest):
        raise refusal.invalid(_("This id belongs to another command. Reload the page and send it again."), "id")
    return earlier
