"""Home: one's boards, and making one."""

from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from boards import queries
from boards.commands.board import create_board
from boards.commands.fields import LineField
from boards.models import User
from boards.models.fields import NAME_LENGTH


class NewBoardForm(forms.Form):
    """What a new board needs."""

    name = LineField(limit=NAME_LENGTH, label="New board")


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the boards that one may open."""
    return _home(request, NewBoardForm())


@login_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Make a board and open it."""
    form = NewBoardForm(request.POST)
    if not form.is_valid():
        return _home(request, form, status=422)
    return redirect(create_board(owner=cast(User, request.user), name=form.cleaned_data["name"]))


def _home(request: HttpRequest, form: NewBoardForm, status: int = 200) -> HttpResponse:
    boards = queries.boards_of(user=cast(User, request.user))
    return render(request, "boards/home.html", {"boards": boards, "form": form}, status=status)
