"""Home: one's boards, making one, and deleting one for good."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from asgiref.sync import sync_to_async
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from boards import access, doors, first_board, queries, signed_in
from boards.commands.board import create_board
from boards.commands.fields import LineField
from boards.models import Role, User
from boards.models.fields import NAME_LENGTH
from boards.refusal import Refusal
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members

if TYPE_CHECKING:
    from boards.models import Board


class NewBoardForm(forms.Form):
    """What a new board needs."""

    name = LineField(limit=NAME_LENGTH, label=_("New board"))


@login_required
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the boards that one may open, those that match ``?q=`` if that is given."""
    signed_in.note(request)
    return _home(request, NewBoardForm())


@login_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Make a board and open it: an empty one, or an example that explains itself."""
    if "example" in request.POST:
        name = gettext("A first board")
        return redirect(create_board(owner=cast(User, request.user), name=name, columns=first_board.columns()))
    form = NewBoardForm(request.POST)
    if not form.is_valid():
        return _home(request, form, status=422)
    return redirect(create_board(owner=cast(User, request.user), name=form.cleaned_data["name"]))


@require_GET
@for_members
def farewell(request: MemberRequest) -> HttpResponse:
    """Say what deleting the board takes away, and ask for its name."""
    return _farewell(request, error="")


@require_POST
async def delete(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """Delete a board for good, for an owner who has typed its name."""
    user = await request.auser()
    request.user = user
    if not user.is_authenticated:
        return redirect("account_login")
    try:
        await doors.delete_board(actor=user, board_id=board_id, name=request.POST.get("name", ""))
    except Refusal as refused:
        return await sync_to_async(_refused)(request, board_id, refused)
    return redirect("boards:home")


def _refused(request: HttpRequest, board_id: UUID, refused: Refusal) -> HttpResponse:
    (words,) = refused.errors.popitem()[1]
    response = for_members(lambda again: _farewell(again, error=words))(request, board_id)
    response.status_code = refused.status
    return response


def _farewell(request: MemberRequest, *, error: str) -> HttpResponse:
    context = page_context(request) | {
        "error": error,
        "typed": request.POST.get("name", ""),
        "board": queries.boards_of(user=request.user).get(pk=request.board.pk),
    }
    return render(request, "boards/delete.html", context)


def _home(request: HttpRequest, form: NewBoardForm, status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    sought = request.GET.get("q", "").strip()
    boards = [board for board in queries.boards_of(user=user) if sought.casefold() in board.name.casefold()]
    for board in boards:
        board.can = _rights(board, user)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "sought": sought,
        "any": boards,
        "starred": [board for board in boards if board.starred and not board.archived],  # type: ignore[attr-defined]
        "others": [board for board in boards if not (board.starred or board.archived)],  # type: ignore[attr-defined]
        "archived": [board for board in boards if board.archived],
    }
    return render(request, "boards/home.html", context, status=status)


def _rights(board: "Board", user: User) -> frozenset[str]:
    """Return what somebody may do on one of her boards, from the people that were fetched with it."""
    (own,) = (membership for membership in board.people if membership.user_id == user.pk)  # type: ignore[attr-defined]
    return access.allowed(Role(own.role), board)
