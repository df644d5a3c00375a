"""What guests see: a board by the secret address of a link. Looked up each time, so that nothing outlives the link."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from boards import access, queries
from boards.live import resume
from boards.live.frame import GUESTS
from boards.models import Board
from boards.refusal import Refusal
from boards.views.board import frame_response, open_dialogs, read_stamp
from boards.views.card import numbered


class GuestRequest(HttpRequest):
    """A request of somebody who has the address of a link."""

    board: Board
    secret: str


def for_guests[**P](
    view: Callable[Concatenate[GuestRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Resolve the board of a link; a link that opens nothing is answered alike, whatever the reason."""

    @wraps(view)
    def for_guest(request: GuestRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            request.board, request.secret = access.link_for(secret=secret).board, secret
            response = view(request, *args, **kwargs)
        except Refusal:
            response = render(request, "boards/guest_closed.html", status=404)
        # The address is the key: no cache and no other site gets to know it.
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return require_GET(for_guest)  # type: ignore[return-value]


@gzip_page
@for_guests
def board(request: GuestRequest) -> HttpResponse:
    """Show the whole board."""
    stamp = queries.stamp(board_id=request.board.pk)
    # The rows come after the stamp, the board's own included: they may be newer, never older.
    request.board.refresh_from_db()
    context = _context(request) | {
        "columns": queries.columns_with_cards(board=request.board),
        "epoch": stamp.epoch,
        "revision": stamp.revision,
        # They may want to see what guests see, and to get back from there.
        "is_member": request.user.is_authenticated and access.is_member(board=request.board, user=request.user),
    }
    return render(request, "boards/guest.html", context)


@for_guests
def shell(request: GuestRequest) -> HttpResponse:
    """Return the parts of the page that an archived board has otherwise."""
    return render(request, "boards/guest_shell.html", _context(request))


@gzip_page
@for_guests
def since(request: GuestRequest) -> HttpResponse:
    """Answer a page that cannot ask over a socket: what changed since its revision. 204 if that is nothing."""
    board_id = request.board.pk
    dialogs = [pk for pk in open_dialogs(request.GET) if queries.is_on_board(board_id=board_id, card_id=pk)]
    frame = resume.since(board_id=board_id, dialogs=dialogs, **read_stamp(request.GET, "revision"))
    # Again: whose link was taken back meanwhile does not get what came after that; nothing was made for guests then.
    access.link_for(secret=request.secret)
    return frame_response(frame, GUESTS)


@for_guests
def card(request: GuestRequest, number: int) -> HttpResponse:
    """Show a card that is on the board: as a page of its own, or what its dialog on the board holds."""
    context = _context(request) | {"revision": queries.stamp(board_id=request.board.pk).revision}
    context["card"] = found = numbered(request.board, number)
    if not queries.is_on_board(board_id=request.board.pk, card_id=found.pk):
        # What is put away is for members.
        raise Http404
    template = "boards/_guest_card.html" if request.headers.get("HX-Request") else "boards/guest_card.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request, Cookie"
    return response


@for_guests
def column(request: GuestRequest, column_id: UUID) -> HttpResponse:
    """Go to the board: guests need no page with forms for a column."""
    return redirect(reverse("boards:guest", args=[request.secret]) + f"#column-{column_id}")


def _context(request: GuestRequest) -> dict[str, object]:
    return {"board": request.board, "secret": request.secret, "can": frozenset()}
