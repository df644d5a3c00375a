"""Row 7: only the fields that a command names are written, and its actor is who signed in.

Every command is carried out on two boards alike: on one as it is, on the other with every field there is of any model
beside its own. Both boards must come out alike.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from boards.commands.board import Plan, create_board
from boards.commands.registry import COMMANDS
from boards.models import Board, Change, Membership, Role, User
from boards.tests.doors import DOORS, Fields
from boards.tests.laws.samples import SAMPLES
from boards.tests.security import walk
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]

# What somebody would write who wants to be another, or more.
FORGED: dict[str, str] = {
    "actor": "{bob}",
    "actor_id": "{bob}",
    "user": "{bob}",
    "user_id": "{bob}",
    "author": "{bob}",
    "me_id": "{bob}",
    "is_staff": "1",
    "is_superuser": "1",
    "is_active": "0",
    "role": "owner",
    "archived": "1",
    "revision": "999",
    "number": "999",
    "next_number": "999",
    "card_count": "999",
    "order": "zz",
    "rekeyed": "[]",
    "undoes": "1",
    "digest": "x",
    "command_id": "{id}",
    "pk": "{id}",
    "board": "{id}",
    "board_id": "{id}",
    "column_id": "{id}",
    "created_at": "2001-01-01",
    "at": "2001-01-01",
    "email": "forged@example.org",
    "password": "forged",
    "picture": "forged",
}
# What every message may have beside its command's fields.
ENVELOPE = {"id", "command", "base", "outbox"}


def forged(verb: str, bob: User) -> Fields:
    """Return every field of every model, but those that the command itself, or every message, has."""
    named = {field.name for model in walk.models() for field in model._meta.fields} - ENVELOPE
    values = {name: value.format(bob=bob.pk, id=uuid4()) for name, value in FORGED.items()}
    everything = dict.fromkeys(named, "forged") | values
    return {name: value for name, value in everything.items() if name not in COMMANDS[verb].base_fields}


def state(board: Board) -> list[object]:
    """Return all that is stored of a board, without ids and times, with names in place of them."""
    board.refresh_from_db()
    return [
        (board.name, board.revision, board.next_number, board.archived),
        list(board.columns.order_by("order").values_list("name", "order", "archived", "card_count")),
        list(
            board.cards.order_by("number").values_list(
                "number", "title", "description", "order", "archived", "column__name"
            )
        ),
        sorted(Membership.objects.filter(board=board).values_list("user__email", "role")),
        list(Change.objects.filter(board=board).values_list("revision", "command", "actor__email", "undoes__revision")),
        sorted(User.objects.values_list("email", "password", "is_active", "is_staff", "is_superuser", "picture")),
    ]


@pytest.mark.parametrize("door", DOORS)
async def test_whatever_else_is_sent_with_a_command_changes_nothing(
    door: str, board: Board, alice: User, bob: User, vera: User
) -> None:
    twin = await in_reads(_twin, board)
    assert await in_reads(state, board) == await in_reads(state, twin)
    for verb, sample in SAMPLES:
        extra = forged(verb, bob)
        assert "actor_id" in extra and "revision" in extra
        honest = await DOORS[door](alice, board, verb, await in_reads(sample, board))
        answer = await DOORS[door](alice, twin, verb, await in_reads(sample, twin) | extra)
        assert "ack" in honest and answer | {"ack": None} == honest | {"ack": None}, (verb, answer)
        assert await in_reads(state, twin) == await in_reads(state, board), verb
        last = await in_reads(lambda: Change.objects.filter(board=twin).latest("revision"))
        assert last.actor_id == alice.pk, verb


def _twin(board: Board) -> Board:
    """Return a second board like the first, with the same people."""
    plans = [
        Plan(column.name, list(column.cards.order_by("order").values_list("title", "description")))
        for column in board.columns.order_by("order")
    ]
    owner = board.members.get(memberships__role=Role.OWNER)
    twin = create_board(owner=owner, name=board.name, columns=plans)
    for membership in board.memberships.exclude(user=owner):
        Membership.objects.create(board=twin, user=membership.user, role=membership.role)
    return twin


FORMS: dict[str, dict[str, str]] = {
    "boards:create": {"name": "Mine"},
    "boards:profile": {"name": "Bobby", "colour": "1", "time_zone": ""},
    "boards:look": {"theme": "dark", "contrast": "more"},
    "account_signup": {"name": "Dora", "email": "dora@example.org", "password1": "correct-horse-battery"},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_makes_nobody_more_than_it_says(name: str, board: Board, bob: User, browse: Browse) -> None:
    client: Client = browse(None if name == "account_signup" else bob)
    extra = {key: value.format(bob=board.members.get(name="Alice").pk, id=uuid4()) for key, value in FORGED.items()}
    assert client.post(reverse(name), {**extra, **FORMS[name]}).status_code == 302
    assert not User.objects.filter(is_staff=True).exists() and not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(email="forged@example.org").exists()
    assert not User.objects.filter(picture="forged").exists() and not User.objects.filter(is_active=False).exists()
    bob.refresh_from_db()
    assert bob.check_password("correct-horse-battery")
    if made := Board.objects.filter(name="Mine").first():
        assert list(made.memberships.values_list("user", "role")) == [(bob.pk, Role.OWNER)]
        assert not made.archived and made.revision == 1


def test_what_only_administrators_see_is_forged_in_vain(board: Board, alice: User, browse: Browse) -> None:
    """Saving somebody in the admin writes the fields that it shows as such, no others."""
    User.objects.filter(pk=alice.pk).update(is_staff=True, is_superuser=True)
    bob = board.members.get(name="Bob")
    form = {"name": "Bobby", "colour": "1", "memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    answer: Any = browse(alice).post(reverse("admin:boards_user_change", args=[bob.pk]), form | FORGED)
    assert answer.status_code == 302
    before = bob.password, bob.email
    bob.refresh_from_db()
    assert (bob.name, bob.is_active, bob.is_superuser, bob.picture) == ("Bobby", True, False, "")
    assert (bob.password, bob.email) == before and settings.AUTH_USER_MODEL == "boards.User"
