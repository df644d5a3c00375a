"""What both doors, the socket and HTTP, share: a message in, an answer out, and the change on its way to everybody."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import OperationalError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from boards import access, limits, outages, post, queries, refusal
from boards.commands import board as board_commands
from boards.commands import joining
from boards.commands.perform import Outcome, perform
from boards.commands.submission import Submission, usable_id
from boards.live import resume
from boards.live.frame import Frame
from boards.live.hubs import hubs
from boards.models import Board, Change, User
from boards.refusal import Refusal
from boards.threads import in_commands, in_reads

logger = logging.getLogger("liveboard.doors")

type Message = Mapping[str, object]

# The event loop itself holds tasks but weakly.
_under_way: set[asyncio.Task[object]] = set()


@dataclass(frozen=True)
class Ack:
    """The command is in the database, once, at this revision of the board."""

    id: str | None
    revision: int
    status: int = 200

    def as_json(self) -> dict[str, object]:
        """Return the answer as the protocol has it."""
        return {"ack": self.id, "revision": self.revision}


@dataclass(frozen=True)
class Refused:
    """The command was not carried out, and why."""

    id: str | None
    refusal: Refusal

    @property
    def status(self) -> int:
        """The status of an HTTP answer."""
        return self.refusal.status

    def as_json(self) -> dict[str, object]:
        """Return the answer as the protocol has it; ``revision`` only where a new base is needed."""
        content = render_to_string("boards/_refusal.html", {"refusal": self.refusal})
        answer: dict[str, object] = {"refused": self.id, "reason": str(self.refusal.reason), "content": content}
        if self.refusal.revision is not None:
            answer["revision"] = self.refusal.revision
        return answer


async def submit(message: Message, *, verb: object, board_id: UUID, actor: User) -> Ack | Refused:
    """Carry out one command for ``actor``. Whatever happens, there is an answer; what was committed is acknowledged.

    Somebody who goes away meanwhile (a closed tab, an HTTP client that gives up) takes the answer along, not the frame.
    """
    task = asyncio.create_task(_submit(message, verb, board_id, actor))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return await asyncio.shield(task)


async def _submit(message: Message, verb: object, board_id: UUID, actor: User) -> Ack | Refused:
    answer_id = usable_id(message.get("id"))
    try:
        if not limits.commands.spend(actor.pk):
            raise refusal.too_fast()
        if not access.is_page_of(message.get("me"), actor.pk):
            # A page of somebody else's, with what they typed: it waits for them to sign in again.
            raise refusal.signed_out()
        submission = Submission.read(message, verb)
        outcome, frame = await in_commands(_perform_and_render, submission, board_id, actor)
    except Refusal as refused:
        return Refused(answer_id, refused)
    except OperationalError as error:
        return Refused(answer_id, outages.refusal_for(error, f"{verb} on board {board_id}"))
    except Exception:
        logger.exception("%s on board %s failed", verb, board_id)
        return Refused(
            answer_id, refusal.invalid(_("Something went wrong on the server. What you typed is kept; try again."))
        )
    if frame is not None:
        hubs().publish(frame)
    post.send_soon(outcome.mails)
    return Ack(answer_id, outcome.revision)


async def delete_board(*, actor: User, board_id: UUID, name: str) -> None:
    """Delete a board for good, and close it wherever it is open. Raises Refusal."""
    await in_commands(partial(board_commands.delete_board, actor=actor, board_id=board_id, name=name))
    hubs().closed(board_id)


async def join(*, actor: User, digest: str) -> Board:
    """Let somebody onto the board of an invitation, and tell everybody who is there. Raises Refusal (*gone*)."""
    board, frame = await in_commands(_join_and_render, actor, digest)
    if frame is not None:
        hubs().publish(frame)
    return board


def follow(before: str, after: str) -> None:
    """Let the sockets of a session go on although it has another key now; those of other processes come back."""
    hubs().follow(before, after)


async def look_again(user: User) -> None:
    """Have all processes look at once, rather than within seconds, who may listen on somebody's boards."""
    look_again_at(await in_reads(queries.board_ids_of, user=user))


def look_again_at(board_ids: Collection[UUID]) -> None:
    """Have all processes look at once who may listen on these boards; on those that are gone, nobody."""
    hubs().look_again(board_ids)


def _perform_and_render(submission: Submission, board_id: UUID, actor: User) -> tuple[Outcome, Frame | None]:
    outcome = perform(submission, board_id=board_id, actor=actor)
    return outcome, _rendered(outcome.change, outcome.epoch)


def _join_and_render(actor: User, digest: str) -> tuple[Board, Frame | None]:
    joined = joining.join(actor=actor, digest=digest)
    return joined.board, _rendered(joined.change)


def _rendered(change: Change | None, epoch: UUID | None = None) -> Frame | None:
    if change is None:
        return None
    try:
        return resume.of_change(change, epoch)
    except Exception:
        # After the commit nothing is a refusal any more: the heartbeat renders this revision again.
        logger.exception("Revision %s of board %s was committed but not rendered", change.revision, change.board_id)
        return None
