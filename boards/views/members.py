"""The way into every page of a board: for its members; to everybody else it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from boards import access
from boards.models import Board, Role, User
from boards.refusal import Refusal


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in and a member of the board."""

    user: User
    board: Board
    role: Role


def enter(request: MemberRequest, board_id: UUID) -> None:
    """Look up the board and the viewer's role on it. Raises Http404 if it is not there or not theirs."""
    try:
        request.board, request.role = access.board_for(actor=request.user, board_id=board_id)
    except Refusal as refused:
        raise Http404 from refused


def for_members[**P](
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, UUID, P], HttpResponse]:
    """Resolve the board of a page for whoever is signed in; answer 404 if it is not there or not theirs."""

    @wraps(view)
    def for_member(request: MemberRequest, board_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        enter(request, board_id)
        return view(request, *args, **kwargs)

    return login_required(for_member)  # type: ignore[return-value]
