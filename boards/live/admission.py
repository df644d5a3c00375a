"""Who may go on listening: sockets outlive requests, so what let them in is looked at again and again."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from boards import access
from boards.live.seat import Guest, Member, Socket
from boards.models import Membership, User

SIGN_IN_AGAIN = 4401
NOT_A_MEMBER = 4403


def check(*, board_id: UUID, sockets: Sequence[Socket]) -> list[int | None]:
    """Return for each socket the code to close it with, or None: it may stay.

    Two queries for members and one for guests, however many sockets. Members' sockets learn how their people look
    now: names, colours and pictures change while they are open.
    """
    visitors = [socket.visitor for socket in sockets]
    members = _check_members(board_id, [each for each in visitors if isinstance(each, Member)])
    links = {each.link for each in visitors if isinstance(each, Guest)}
    opened = access.still_open(board_id=board_id, link_ids=links) if links else set()
    return [
        next(members) if isinstance(each, Member) else None if each.link in opened else NOT_A_MEMBER
        for each in visitors
    ]


def _check_members(board_id: UUID, members: Sequence[Member]) -> Iterator[int | None]:
    if not members:
        return
    keys = {each.session_key for each in members}
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    sessions = {session.session_key: session.get_decoded() for session in found}
    # Both in one reading: between two, an account that goes would look like somebody who was removed.
    belongs = Exists(Membership.objects.filter(board=board_id, user=OuterRef("pk")))
    people = User.objects.filter(is_active=True).annotate(is_member=belongs).in_bulk({each.user.pk for each in members})
    for each in members:
        person = people.get(each.user.pk)
        each.user = person or each.user
        yield _code(sessions.get(each.session_key, {}), person, is_member=person is not None and person.is_member)


def _code(session: dict[str, str], user: User | None, *, is_member: bool) -> int | None:
    if user is None or session.get(SESSION_KEY) != str(user.pk):
        return SIGN_IN_AGAIN
    # A changed password changes the hash: sessions from before are over.
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return SIGN_IN_AGAIN
    return None if is_member else NOT_A_MEMBER
