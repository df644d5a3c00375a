"""Who may go on listening: sockets outlive requests, so sessions and memberships are looked at again and again."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from boards.live.seat import Socket
from boards.models import Membership, User

SIGN_IN_AGAIN = 4401
NOT_A_MEMBER = 4403


def check(*, board_id: UUID, sockets: Sequence[Socket]) -> list[int | None]:
    """Return for each socket the code to close it with, or None: it may stay. Three queries, however many sockets.

    Sockets learn how their people look now: names, colours and pictures change while they are open.
    """
    sessions = {
        session.session_key: session.get_decoded()
        for session in Session.objects.filter(
            session_key__in={socket.session_key for socket in sockets}, expire_date__gt=timezone.now()
        )
    }
    users = User.objects.filter(is_active=True).in_bulk({socket.user_id for socket in sockets})
    members = set(Membership.objects.filter(board=board_id, user__in=users).values_list("user_id", flat=True))
    for socket in sockets:
        socket.user = users.get(socket.user_id, socket.user)
    return [
        _code(socket, sessions.get(socket.session_key, {}), users.get(socket.user_id), members) for socket in sockets
    ]


def _code(socket: Socket, session: dict[str, str], user: User | None, members: set[UUID]) -> int | None:
    if user is None or session.get(SESSION_KEY) != str(user.pk):
        return SIGN_IN_AGAIN
    # A changed password changes the hash: sessions from before are over.
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return SIGN_IN_AGAIN
    return None if socket.user_id in members else NOT_A_MEMBER
