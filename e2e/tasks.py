"""What the clerk does for the stories: makes boards and sessions, ends them, and looks things up."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import queries
from boards.commands.board import Plan, create_board
from boards.commands.perform import perform
from boards.commands.submission import Submission
from boards.demo import new_id
from boards.live import resume
from boards.live.frame import MEMBERS
from boards.models import Board, Card, Change, Membership, Role, User
from boards.tests.acts import do
from boards.tests.doors import sign_in
from boards.tests.laws.samples import SAMPLES

type Answer = dict[str, Any]


def make_board(*, columns: list[list[Any]], name: str, index: int = 0) -> Answer:
    """Make a board of the demo's people. Columns are names with their cards: titles, or titles and descriptions."""
    plans = [
        Plan(title, [(card, "") if isinstance(card, str) else tuple(card) for card in cards])
        for title, cards in columns
    ]
    board = create_board(owner=_user("Alice"), name=name, columns=plans, board_id=new_id(index))
    for person, role in (("Bob", Role.EDITOR), ("Vera", Role.VIEWER)):
        Membership.objects.create(board=board, user=_user(person), role=role)
    return {"id": str(board.pk), "path": board.get_absolute_url()}


def make_person(*, name: str, board: str = "") -> Answer:
    """Make somebody whom no other story knows, an editor of the board if one is given."""
    email = f"{name.lower()}@demo.example"
    user, _ = User.objects.get_or_create(name=name, email=email, defaults={"password": _user("Alice").password})
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    if board:
        Membership.objects.create(board_id=UUID(board), user=user, role=Role.EDITOR)
    return {"name": name, "email": email}


def make_session(*, person: str) -> Answer:
    """Sign somebody in, without the form and its limits."""
    return {"session": sign_in(_user(person))}


def end_sessions(*, person: str) -> Answer:
    """Sign somebody out everywhere."""
    user = str(_user(person).pk)
    mine = [each.pk for each in Session.objects.all() if each.get_decoded().get(SESSION_KEY) == user]
    Session.objects.filter(pk__in=mine).delete()
    return {}


def person(*, name: str) -> Answer:
    """Return somebody's id."""
    return {"id": str(_user(name).pk)}


def remove_member(*, board: str, person: str) -> Answer:
    """Take somebody off a board."""
    Membership.objects.filter(board=UUID(board), user=_user(person)).delete()
    return {}


def sample(*, board: str, index: int) -> Answer:
    """Return an accepted use of a command on the board as it stands now; nothing after the last one."""
    if index >= len(SAMPLES):
        return {}
    verb, fields = SAMPLES[index]
    return {"verb": verb, "fields": fields(Board.objects.get(pk=board))}


def rows(*, board: str) -> Answer:
    """Return the columns in order, each with the titles of its cards in order, as the database has them."""
    found = Board.objects.get(pk=board)
    columns = {
        column.name: list(column.cards.filter(archived=False).order_by("order").values_list("title", flat=True))
        for column in found.columns.filter(archived=False).order_by("order")
    }
    return {"columns": columns}


def changes(*, board: str, command: str) -> Answer:
    """Count how often a command was carried out."""
    return {"count": Change.objects.filter(board=UUID(board), command=command).count()}


def crowd(*, board: str, count: int) -> Answer:
    """Bring editors to a board, all new and signed in; return their sessions."""
    users = User.objects.bulk_create(
        User(email=f"{uuid4().hex}@demo.example", name=f"User {number + 1}", password="!") for number in range(count)
    )
    Membership.objects.bulk_create(Membership(board_id=UUID(board), user=user, role=Role.EDITOR) for user in users)
    return {"sessions": [sign_in(user) for user in users]}


def standing(*, board: str) -> Answer:
    """Return where a board stands, and its cards in order of their numbers, without the cost of its page."""
    stamp = queries.stamp(board_id=UUID(board))
    cards = Card.objects.filter(board=UUID(board)).order_by("number").values_list("pk", flat=True)
    return {"epoch": str(stamp.epoch), "revision": stamp.revision, "cards": [str(pk) for pk in cards]}


def edit(*, board: str, card: str, title: str) -> Answer:
    """Let the owner write a title, all the way to its frame; return that, and the queries that it took."""
    found = Board.objects.get(pk=board)
    submission = Submission.read({"id": str(uuid4()), "card": card, "title": title}, "card.edit")
    with CaptureQueriesContext(connection) as captured:
        outcome = perform(submission, board_id=found.pk, actor=_user("Alice"))
        assert outcome.change
        frame = resume.of_change(outcome.change)
    return {"frame": frame.html[MEMBERS], "queries": len(captured)}


def describe_often(board: str, person: str, count: int) -> Answer:
    """Let somebody write descriptions, a card after the other, so that no two of them belong together."""
    found = Board.objects.get(pk=board)
    cards = list(found.cards.order_by("number"))
    for number in range(count):
        do(_user(person), found, "card.edit", card=cards[number % len(cards)], description=f"Text {uuid4()}")
    return {}


def let_happen(board: str, moments: list[str]) -> Answer:
    """Let the latest changes have happened at certain moments, the newest first."""
    latest = Change.objects.filter(board=UUID(board)).order_by("-revision")
    for change, moment in zip(latest, moments, strict=False):
        Change.objects.filter(pk=change.pk).update(at=datetime.fromisoformat(moment))
    return {}


def journal(board: str) -> Answer:
    """Return what was carried out, in order: revision, the client's id for it, the titles that it wrote."""
    changes = Change.objects.filter(board=UUID(board)).order_by("revision").prefetch_related("patches")
    return {
        "changes": [
            [
                change.revision,
                str(change.command_id),
                [after["title"] for patch in change.patches.all() if "title" in (after := patch.after or {})],
            ]
            for change in changes
        ]
    }


def new_epoch() -> Answer:
    """Begin a new history, as after a restored backup."""
    call_command("new_epoch", stdout=io.StringIO())
    return {}


TASKS: dict[str, Callable[..., Answer]] = {
    task.__name__: task
    for task in (
        make_board,
        make_person,
        make_session,
        end_sessions,
        person,
        remove_member,
        sample,
        rows,
        changes,
        crowd,
        standing,
        edit,
        describe_often,
        let_happen,
        journal,
        new_epoch,
    )
}


def _user(name: str) -> User:
    return User.objects.get(name=name)
