"""Who may make an account here: the one rule, which every way that makes one asks."""

from django.conf import settings
from django.http import HttpRequest

from boards import invitations
from boards.commands import joining


def may_begin(request: HttpRequest) -> bool:
    """Tell whether there is anybody who could sign up in this session: then they are asked for an address."""
    return bool(settings.SIGNUP_OPEN or settings.SIGNUP_DOMAINS) or _is_invited(request)


def may_sign_up(email: str, request: HttpRequest) -> bool:
    """Tell whether an account with this address may be made now: by everybody, of a domain, or by an invitation."""
    return _needs_no_invitation(email) or _is_invited(request)


def admit(email: str, request: HttpRequest) -> bool:
    """The same, asked when the account is made: it takes one of the accounts that an invitation is good for."""
    if _needs_no_invitation(email):
        return True
    invitation = invitations.carried(request)
    return invitation is not None and joining.take_account(invitation)


def is_confirmed(email: str, request: HttpRequest) -> bool:
    """Tell whether an address needs no mail: it got the invitation that led here, which nobody else was shown."""
    invitation = invitations.carried(request)
    return invitation is not None and invitation.mailed and invitation.email.lower() == email.lower()


def _needs_no_invitation(email: str) -> bool:
    # The part behind the last @ is where mail goes, whatever stands before it.
    domain = email.rpartition("@")[2].lower()
    return settings.SIGNUP_OPEN or domain in settings.SIGNUP_DOMAINS


def _is_invited(request: HttpRequest) -> bool:
    invitation = invitations.carried(request)
    return invitation is not None and invitation.makes_accounts
