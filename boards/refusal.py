"""Why something was not done, in words that say what to do; the same for every door."""

from enum import StrEnum

from django.utils.translation import gettext as _


class Reason(StrEnum):
    """What the browser has to know to act on a refusal."""

    INVALID = "invalid"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    TOO_FAST = "too_fast"


HTTP_STATUS = {
    Reason.INVALID: 422,
    Reason.CONFLICT: 409,
    Reason.FORBIDDEN: 403,
    Reason.GONE: 404,
    Reason.TOO_FAST: 429,
}


class Refusal(Exception):
    """A command was not carried out; nothing was changed.

    ``errors`` maps a field (or "" for the whole) to sentences for the person who typed it. ``theirs`` maps a field to
    what stands there now, where somebody else has changed it meanwhile.
    """

    def __init__(
        self,
        reason: Reason,
        errors: dict[str, list[str]],
        theirs: dict[str, str] | None = None,
        revision: int | None = None,
    ) -> None:
        super().__init__(reason, errors)
        self.reason = reason
        self.errors = errors
        self.theirs = theirs or {}
        self.revision = revision

    @property
    def status(self) -> int:
        """The status of an HTTP answer that carries this refusal."""
        return HTTP_STATUS[self.reason]


def invalid(message: str, field: str = "") -> Refusal:
    """Refuse what was typed: correct it and send it again."""
    return Refusal(Reason.INVALID, {field: [message]})


def forbidden() -> Refusal:
    """Refuse a member whose role does not allow it."""
    return Refusal(
        Reason.FORBIDDEN, {"": [_("Your role on this board does not allow this. Ask an owner of the board.")]}
    )


def guests_look_on() -> Refusal:
    """Refuse whoever came by a link for guests."""
    return Refusal(
        Reason.FORBIDDEN, {"": [_("Guests may look at this board, not change it. Ask its people to add you.")]}
    )


def above_you() -> Refusal:
    """Refuse whoever would give or take a role that is not theirs to give."""
    return Refusal(Reason.FORBIDDEN, {"": [_("Only an owner of the board decides who its owners and admins are.")]})


def archived() -> Refusal:
    """Refuse a change of what an archived board holds."""
    return Refusal(
        Reason.FORBIDDEN,
        {"": [_("This board is archived, so nothing on it changes. An owner can restore it; what you typed is kept.")]},
    )


def signed_out() -> Refusal:
    """Refuse somebody whose session is over."""
    return Refusal(
        Reason.FORBIDDEN,
        {"": [_("You are signed out. Sign in again in another tab, then send this once more: it is kept here.")]},
    )


def gone() -> Refusal:
    """Refuse what is not there, or not for this person: nobody can tell which."""
    return Refusal(
        Reason.GONE, {"": [_("This is not there any more, so nothing was changed. Anything that you typed is kept.")]}
    )


def busy() -> Refusal:
    """Refuse because the database is away: browsers with script send the same again by themselves."""
    return Refusal(
        Reason.TOO_FAST,
        {"": [_("The database does not answer just now. What you sent is kept: send it again in a moment.")]},
    )


def no_space() -> Refusal:
    """Refuse because nothing can be written: browsers with script keep it, say so, and try again now and then."""
    words = _(
        "The server cannot save anything: it has no space left on its disk. What you sent is kept: tell whoever runs"
        " this server, and send it again when there is room."
    )
    return Refusal(Reason.TOO_FAST, {"": [words]})


def too_fast() -> Refusal:
    """Refuse for now: the same again in a moment will do."""
    return Refusal(
        Reason.TOO_FAST, {"": [_("That was a lot at once. What you sent is kept: send it again in a moment.")]}
    )
