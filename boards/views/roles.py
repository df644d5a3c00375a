"""What each role may do on a board: for whoever gives them, and for whoever has one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import roles as words
from boards.models import Role


@require_GET
@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """Show the table of roles."""
    context = {"roles": [(role.label, words.IN_SHORT[role]) for role in Role], "table": words.table()}
    return render(request, "boards/roles.html", context)
