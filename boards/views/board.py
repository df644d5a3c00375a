"""The board's page, what it missed, and its archive.

What may be large is compressed here, for servers with no proxy in front. Compressing a secret beside something that a
stranger chose would tell the secret by the size of the answer (BREACH, https://breachattack.com); so it is done by
name, for answers that repeat nothing of their request, and with what Django does against it anyway: padding of random
length, and a token that is masked anew in each page. A proxy leaves alone what is compressed already.
"""

from typing import TypedDict
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from boards import access, queries, signed_in
from boards.live import resume
from boards.live.frame import MEMBERS, Frame
from boards.views.members import MemberRequest, enter, for_members
from boards.views.visits import note_visit


class Since(TypedDict):
    """Where a page stands."""

    epoch: UUID | None
    revision: int


@require_GET
@login_required
@gzip_page
def board(request: MemberRequest, board_id: UUID) -> HttpResponse:
    """Show the whole board."""
    stamp = queries.stamp(board_id=board_id)
    # The rows come after the stamp, rights included: they may be newer, never older.
    enter(request, board_id)
    note_visit(board=request.board, user=request.user)
    signed_in.note(request)
    context = page_context(request) | {
        "columns": queries.columns_with_cards(board=request.board),
        "epoch": stamp.epoch,
        "revision": stamp.revision,
    }
    return render(request, "boards/board.html", context)


@require_GET
@for_members
def shell(request: MemberRequest) -> HttpResponse:
    """Return the parts of the board's page that depend on what this viewer may do, after that has changed."""
    if not access.is_page_of(request.GET.get("me"), request.user.pk):
        return HttpResponse(status=403)
    response = render(request, "boards/shell.html", page_context(request))
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@gzip_page
@for_members
def since(request: MemberRequest) -> HttpResponse:
    """Answer a page that cannot ask over a socket: what changed since its revision. 204 if that is nothing."""
    if not access.is_page_of(request.GET.get("me"), request.user.pk):
        # To the one who is signed in now it shows nothing.
        return HttpResponse(status=403)
    dialogs = open_dialogs(request.GET)
    frame = resume.since(board_id=request.board.pk, dialogs=dialogs, **read_stamp(request.GET, "revision"))
    # Again: whoever was removed meanwhile does not get what came after that.
    enter(request, request.board.pk)
    return frame_response(frame)


def page_context(request: MemberRequest) -> dict[str, object]:
    """Return what every page of a board knows: the board, and what this viewer may do."""
    return {"board": request.board, "role": request.role, "can": access.allowed(request.role, request.board)}


def read_stamp(form: QueryDict, field: str) -> Since:
    """Return the epoch and the revision that a page names; no epoch is ours, and nonsense asks for the whole board."""
    try:
        named = form.get("epoch")
        return {"epoch": UUID(named) if named else queries.epoch(), "revision": int(form.get(field, ""))}
    except ValueError:
        return {"epoch": None, "revision": -1}


def open_dialogs(form: QueryDict) -> list[UUID]:
    """Return the card whose dialog a page has open, if there is one."""
    try:
        named = form.get("open")
        return [UUID(named)] if named else []
    except ValueError:
        return []


def frame_response(frame: Frame | None, audience: str = MEMBERS) -> HttpResponse:
    """Return a frame, those of dialogs before it, or 204 where nothing was missed."""
    response = HttpResponse([*frame.cards.values(), frame.html[audience]]) if frame else HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response
