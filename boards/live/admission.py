"""Who may go on listening: sockets outlive requests, so what let them in is looked at again and again."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from boards import access
from boards.live.seat import Guest, Member, Socket
from boards.models import Membership, User

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Membership(TypedDict):
        is_member: bool

    type _Person = WithAnnotations[User, _Membership]

SIGN_IN_AGAIN = 4401
NOT_A_MEMBER = 4403


@dataclass(frozen=True)
class Knock:
    """Somebody who comes to a board with a session."""

    board: UUID
    session_key: str


def let_in(knocks: Sequence[Knock]) -> list[Member | int]:
    """Return for each who it is, or the code to close their socket with: a query, and one more for each board."""
    sessions = _sessions({knock.session_key for knock in knocks})
    claims = {key: _decoded(session) for key, session in sessions.items()}
    owners: dict[UUID, set[UUID]] = defaultdict(set)
    for knock in knocks:
        if user_id := claims.get(knock.session_key, {}).get(SESSION_KEY):
            owners[knock.board].add(UUID(user_id))
    people = {board: _people(board, ids) for board, ids in owners.items()}

    def answer(board: UUID, key: str) -> Member | int:
        session, mine = sessions.get(key), claims.get(key, {})
        person = people[board].get(UUID(mine[SESSION_KEY])) if SESSION_KEY in mine else None
        if session is None or person is None or not _is_theirs(mine, person):
            return SIGN_IN_AGAIN
        return Member(person, key, proven=(session, person.password)) if person.is_member else NOT_A_MEMBER

    return [answer(knock.board, knock.session_key) for knock in knocks]


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
    sessions = _sessions({each.session_key for each in members})
    people = _people(board_id, {each.user.pk for each in members})
    for each in members:
        person = people.get(each.user.pk)
        each.user = person or each.user
        yield _code(each, sessions.get(each.session_key), person)


def _sessions(keys: Collection[str]) -> dict[str, str]:
    """Return the data of those sessions that are not over, as they stand in the database."""
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return dict(found.values_list("session_key", "session_data"))


def _decoded(session: str) -> dict[str, str]:
    found: dict[str, str] = Session(session_data=session).get_decoded()
    return found


def _people(board_id: UUID, ids: Collection[object]) -> "dict[UUID, _Person]":
    # Both in one reading: between two, an account that goes would look like somebody who was removed.
    belongs = Exists(Membership.objects.filter(board=board_id, user=OuterRef("pk")))
    return User.objects.filter(is_active=True).annotate(is_member=belongs).in_bulk(ids)


def _code(member: Member, session: str | None, person: "_Person | None") -> int | None:
    if session is None or person is None:
        return SIGN_IN_AGAIN
    # Signatures and hashes of hundreds, all at once, would hold up the edits of that moment.
    if member.proven != (session, person.password):
        if not _is_theirs(_decoded(session), person):
            return SIGN_IN_AGAIN
        member.proven = (session, person.password)
    return None if person.is_member else NOT_A_MEMBER


def _is_theirs(session: dict[str, str], user: User) -> bool:
    # A changed password changes the hash: sessions from before are over.
    return session.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )
