"""Deleting one's own account: what becomes of the boards is said before, and all of it happens or none."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from asgiref.sync import sync_to_async
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from boards import administration, departure, doors, queries
from boards.commands import administration as acts
from boards.models import User
from boards.refusal import Refusal

# For the page after: whose words this browser is to forget.
FORGET = "forget"


@require_http_methods(["GET", "HEAD", "POST"])
async def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what is lost, and on the form's word delete it. Open pages of the boards concerned look again at once."""
    user = await request.auser()
    request.user = user
    boards = await sync_to_async(queries.board_ids_of)(user=user) if isinstance(user, User) else []
    response = await sync_to_async(_delete_account)(request)
    if request.method == "POST":
        doors.look_again_at(boards)
    return response


@require_GET
@never_cache
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that it is done; script forgets what this browser has kept of the account."""
    return render(request, "account/deleted.html", {"forget": request.session.pop(FORGET, "")})


@login_required
@never_cache
def _delete_account(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and is_reauthentication_required(request, app="account"):
        # Not by allauth's own way, which would do it unasked as soon as the password is given.
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('delete-account')}")
    return cast(HttpResponse, _show_or_delete(request))


@reauthentication_required
def _show_or_delete(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    found = departure.fates(user, request.POST.dict())
    if request.method != "POST":
        return _show(request, found)
    if request.POST.get("email", "").strip().casefold() != user.email.casefold():
        return _show(request, found, email_error=_("This is not your address. Type it as it stands above."))
    try:
        decisions = departure.decisions(found)
    except KeyError as missing:
        return _show(request, found, error=_("Choose what becomes of “{board}”.").format(board=missing.args[0]))
    try:
        _delete(request, user, decisions)
    except Refusal:
        # Looked at anew: somebody has changed what was shown.
        found = departure.fates(user, request.POST.dict())
        return _show(
            request, found, error=_("Somebody changed one of your boards meanwhile. Nothing was deleted: look again.")
        )
    return redirect("deleted-account")


def _delete(request: HttpRequest, user: User, decisions: acts.Decisions) -> None:
    pk, email = user.pk, user.email
    acts.delete_user(user, decisions=decisions, verb="member.leave")
    administration.end_sessions(pk)
    logout(request)
    request.session[FORGET] = str(pk)
    get_adapter(request).send_mail("account/email/account_deleted", email, {})


def _show(request: HttpRequest, found: list[departure.Fate], *, error: str = "", email_error: str = "") -> HttpResponse:
    context = {
        "asked": [fate for fate in found if fate.asks],
        "going": [fate for fate in found if fate.goes],
        "left": [fate for fate in found if not fate.asks and not fate.goes],
        "error": error,
        "email_error": email_error,
        "typed": request.POST.get("email", ""),
    }
    return render(request, "account/delete.html", context, status=422 if error or email_error else 200)
