"""The board's page, what it missed, and its archive."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import access, queries
from boards.live import resume
from boards.live.frame import MEMBERS
from boards.views.members import MemberRequest, for_members


@require_GET
@for_members
def board(request: MemberRequest) -> HttpResponse:
    """Show the whole board."""
    stamp = queries.stamp(board_id=request.board.pk)
    # The rows come after the stamp: they may be newer, never older.
    request.board.refresh_from_db(fields=["name"])
    context = page_context(request) | {
        "columns": queries.columns_with_cards(board=request.board),
        "epoch": stamp.epoch,
        "revision": stamp.revision,
    }
    return render(request, "boards/board.html", context)


@require_GET
@for_members
def since(request: MemberRequest) -> HttpResponse:
    """Answer a page that cannot ask over a socket: what changed since its revision. 204 if that is nothing."""
    try:
        epoch, revision = UUID(request.GET.get("epoch", "")), int(request.GET.get("revision", ""))
    except ValueError:
        epoch, revision = None, -1
    return frame_response(request, epoch, revision)


@require_GET
@for_members
def archive(request: MemberRequest) -> HttpResponse:
    """List what was taken off the board."""
    context = page_context(request) | {
        "columns": queries.archived_columns(board=request.board),
        "cards": queries.archived_cards(board=request.board),
    }
    return render(request, "boards/archive.html", context)


def page_context(request: MemberRequest) -> dict[str, object]:
    """Return what every page of a board knows: the board, and what this viewer may do."""
    return {"board": request.board, "role": request.role, "can": access.TABLE[request.role]}


def frame_response(request: MemberRequest, epoch: UUID | None, revision: int) -> HttpResponse:
    """Return what changed since a revision, as a frame."""
    frame = resume.since(board_id=request.board.pk, epoch=epoch, revision=revision)
    response = HttpResponse(frame.html[MEMBERS]) if frame else HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response
