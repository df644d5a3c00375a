"""Where somebody is signed in: a row of allauth's beside each session, which people can read, and end.

Sessions themselves are opaque to the database. A row is written when somebody signs in and when a page is opened,
at most once in ``limits.looks``: to follow each request would cost a write each.
"""

from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards import limits, outages
from boards.models import User

# Digits of a row's number; thousands of them are not even read as one.
LONGEST = 19
# In this order: browsers name those that they descend from, and systems too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", _("an iPhone")),
    ("iPad", _("an iPad")),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", _("a Mac")),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Place:
    """A session as its person sees it."""

    row: UserSession
    is_here: bool

    @property
    def device(self) -> str:
        """The browser and the system, as far as they say what they are."""
        agent = self.row.user_agent
        browser = next((name for mark, name in _BROWSERS if mark in agent), "")
        system = next((name for mark, name in _SYSTEMS if mark in agent), "")
        if not system:
            return browser or gettext("Something that is no browser")
        return gettext("{browser} on {system}").format(browser=browser or gettext("A browser"), system=system)


def note(request: HttpRequest) -> None:
    """Remember that somebody opened a page from here. Where nothing can be written, the page is shown all the same."""
    if limits.looks.spend(request.session.session_key):
        with outages.forgoing("where somebody is signed in"):
            if not _see_again(request):
                UserSession.objects.create_from_request(request)


def _see_again(request: HttpRequest) -> bool:
    """Write on a session's row that it is in use; False if it has none. One statement, where allauth has three."""
    rows = UserSession.objects.filter(session_key=request.session.session_key, user=cast(User, request.user))
    agent = request.headers.get("User-Agent", "")[: UserSession._meta.get_field("user_agent").max_length]
    seen = {"ip": get_adapter().get_client_ip(request), "user_agent": agent, "last_seen_at": timezone.now()}
    return bool(rows.update(**seen))


def places(request: HttpRequest) -> list[Place]:
    """Return where the person of a request is signed in: here first, then the latest seen."""
    rows = UserSession.objects.purge_and_list(cast(User, request.user))
    found = [Place(row, row.session_key == request.session.session_key) for row in rows]
    return sorted(found, key=lambda place: (place.is_here, place.row.last_seen_at), reverse=True)


def end(request: HttpRequest, pk: str) -> int:
    """End one session of the person of a request, or with ``others`` all but this one; return how many ended.

    Never this one, and never somebody else's.
    """
    rows = UserSession.objects.filter(user=cast(User, request.user)).exclude(session_key=request.session.session_key)
    if pk != "others":
        rows = rows.filter(pk=pk) if pk.isdecimal() and len(pk) <= LONGEST else rows.none()
    ended = list(rows)
    for row in ended:
        row.end()
    return len(ended)
