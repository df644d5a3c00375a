"""allauth's pages that make accounts, with our rule on who may; whoever was invited is on the board afterwards."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from allauth.account import views
from allauth.account.forms import SignupForm
from allauth.core import context
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from boards import doors, invitations, signup
from boards.models import Invitation, User
from boards.refusal import Refusal

type View = Callable[[HttpRequest], HttpResponse]


class SignUpForm(SignupForm):
    """allauth's form, which takes the addresses that may sign up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitation = invitations.carried(context.request)
        if invitation is not None:
            self.fields["email"].initial = invitation.email
        elif settings.SIGNUP_DOMAINS:
            self.fields["email"].help_text = _("One of {domains}.").format(domains=_listed(settings.SIGNUP_DOMAINS))

    def clean_email(self) -> str:
        """Return the address. Those that may not sign up are refused alike, whether they have an account or not."""
        if not signup.may_sign_up(self.cleaned_data["email"], context.request):
            raise ValidationError(
                _(
                    "Use an address of {domains}. With another one you need an invitation: ask somebody who has a board"
                    " here."
                ).format(domains=_listed(settings.SIGNUP_DOMAINS))
            )
        return cast(str, super().clean_email())

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account. Where there is one, a password is hashed all the same: the time it takes would tell."""
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


async def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    return await _and_join(request, views.signup)


async def confirm_email(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm an address, by which signing up ends where there is a mail server."""
    return await _and_join(request, partial(views.confirm_email, key=key))


async def _and_join(request: HttpRequest, view: View) -> HttpResponse:
    """Let whoever comes in by a page of allauth's join the board that they were invited to."""
    was_in = (await request.auser()).is_authenticated
    response = await sync_to_async(view)(request)
    user, invitation = await sync_to_async(_who_came_in)(request)
    if was_in or user is None or invitation is None:
        return response
    try:
        board = await doors.join(actor=user, digest=invitation.digest)
    except Refusal:
        # Somebody else was quicker: its page says what to do.
        return redirect("boards:invited")
    await sync_to_async(invitations.let_go)(request)
    response["Location"] = board.get_absolute_url()
    return response


def _who_came_in(request: HttpRequest) -> tuple[User | None, Invitation | None]:
    return (request.user, invitations.carried(request)) if isinstance(request.user, User) else (None, None)


def _listed(domains: frozenset[str]) -> str:
    return ", ".join(sorted(domains))
