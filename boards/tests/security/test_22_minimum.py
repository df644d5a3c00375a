"""Row 22: pages, frames and answers carry the minimum: nobody's address, hash or token gets to another person.

What may be in them is written down here, key by key: whoever adds one says so, and why others may see it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from boards import doors, queries, refusal
from boards.commands.perform import perform
from boards.live import resume
from boards.live.hubs import hubs
from boards.models import Board, Change, User
from boards.tests.acts import card, do
from boards.tests.doors import Socket, sign_in
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.page import parse
from boards.tests.security import walk
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]

# What stands in a frame: each element with its attributes, the frame's own among them.
FRAMES: dict[str, set[str]] = {
    "hx-frame": {
        *("data-from", "data-revision", "data-epoch", "data-reset", "data-card"),
        # Who did what to what: a name and looks, and the id that pages know somebody by.
        *("data-verb", "data-actor", "data-actor-id", "data-actor-colour", "data-object", "data-concerned"),
    },
    "hx-place": {"data-into"},
    "hx-remove": {"data-id"},
    "hx-order": {"data-into", "data-keys"},
}
PERSON = {"name", "initials", "colour", "picture", "idle", "card", "editing", "dragging"}
ANSWERS = [{"ack", "revision"}, {"refused", "reason", "content"}, {"refused", "reason", "content", "revision"}]


def secrets(people: list[User]) -> list[str]:
    """Return what nobody else may be sent: addresses, hashes, sessions, second factors, and what signs for somebody."""
    found = [secret for user in people for secret in (user.email, user.password, user.get_session_auth_hash())]
    found += Session.objects.values_list("session_key", flat=True)
    found += Session.objects.values_list("session_data", flat=True)
    found += [str(value) for each in Authenticator.objects.all() for value in each.data.values()]
    return found


def with_secrets(board: Board) -> None:
    """Give everybody a session, a confirmed address and a second factor."""
    for user in User.objects.all():
        sign_in(user)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        kept = {"secret": f"secret of {user.name}", "seed": f"seed of {user.name}"}
        Authenticator.objects.create(user=user, type="totp", data=kept)
    alice = board.members.get(name="Alice")
    do(alice, board, "member.add", email="charlie@example.org", role="commenter")
    do(alice, board, "member.remove", member=board.members.get(name="Charlie").pk)
    do(alice, board, "card.archive", card=card(board, "Call"))
    # What guests see has no names at all.
    do(alice, board, "link.create", name="For guests")


def answers(client: Client, board: Board) -> Iterator[tuple[str, str]]:
    """Yield what every address says, to a person, to htmx and to script."""
    for route in walk.routes(**walk.filled(board)):
        for headers in ({}, {"HX-Request": "true"}, {"accept": "application/json"}):
            for method in ("get", "post"):
                if route.name in {"account_logout", "logout", "delete"} and method == "post":
                    continue
                response = getattr(client, method)(route.address, {"revision": "-1"}, headers=headers)
                told = f"{response.headers}{response.cookies}".replace(str(response.cookies.get("sessionid")), "")
                yield f"{method} {route.name}", response.text + told


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["Alice", "Bob", "Vera", "Charlie"])
def test_no_address_tells_more_of_others_than_names_and_looks(name: str, board: Board, browse: Browse) -> None:
    with_secrets(board)
    reader = User.objects.get(name=name)
    others = secrets(list(User.objects.filter(~Q(pk=reader.pk))))
    assert len(others) > 15
    # Her own session is made after that.
    for what, text in answers(browse(reader), board):
        assert not [secret for secret in others if secret in text], what


def test_nobody_signed_in_is_told_no_name_either(board: Board, browse: Browse) -> None:
    with_secrets(board)
    # With a space, which no token has: three letters alone may stand in one by chance.
    board.members.update(name=Concat("name", Value(" Smith")))
    people = [user.name for user in board.members.all()]
    assert "Bob Smith" in people
    for what, text in answers(browse(None), board):
        assert not [each for each in (*secrets(list(User.objects.all())), *people) if each in text], what


def frames_of_everything(board: Board, actor: User) -> Iterator[tuple[str, str]]:
    """Yield every text that every command sends, and the whole board at its end."""
    for verb, fields in SAMPLES:
        change = perform(submission(verb, fields(board)), board_id=board.pk, actor=actor).change
        assert change is not None
        frame = resume.of_change(change)
        yield from ((verb, html) for html in (*frame.html.values(), *frame.cards.values()))
    cards = list(board.cards.values_list("pk", flat=True))
    for epoch, revision in ((None, -1), (queries.epoch(), 1)):
        missed = resume.since(board_id=board.pk, epoch=epoch, revision=revision, dialogs=cards)
        assert missed is not None
        yield from (("missed", html) for html in (*missed.html.values(), *missed.cards.values()))


def test_frames_have_these_attributes_and_no_others(board: Board, alice: User) -> None:
    seen: dict[str, set[str]] = {tag: set() for tag in FRAMES}
    kept = secrets(list(User.objects.all()))
    for verb, html in frames_of_everything(board, alice):
        assert not [secret for secret in kept if secret in html], verb
        for element in parse(html).walk()[1:]:
            if element.tag in FRAMES:
                seen[element.tag] |= element.attributes.keys()
            else:
                # Of what belongs to one viewer alone, nothing travels.
                assert not element.attributes.keys() & {"nonce", "name", "value", "action"}, (verb, element)
    assert seen["hx-order"] <= FRAMES.pop("hx-order") and seen.pop("hx-order") is not None
    assert seen == FRAMES


def test_frames_between_processes_have_these_keys_and_no_others(board: Board, alice: User) -> None:
    change = do(alice, board, "member.add", email="charlie@example.org", role="editor").change
    assert change is not None
    message = resume.of_change(change).to_message()
    keys = {"type", "board", "epoch", "start", "revision", "html", "cards", "away", "access", "reset"}
    assert message.keys() == keys and "charlie@example.org" not in str(message)


def test_the_journal_keeps_no_address(board: Board, alice: User, charlie: User) -> None:
    """Whoever was added by address is in it by id."""
    do(alice, board, "member.add", email=charlie.email, role="editor")
    for change in Change.objects.filter(board=board):
        assert charlie.email not in str([patch.__dict__ for patch in change.patches.all()])


def test_answers_have_these_keys_and_no_others(board: Board, alice: User) -> None:
    conflict = refusal.Refusal(refusal.Reason.CONFLICT, {"title": ["Choose."]}, {"title": "Theirs"}, 3)
    said: list[dict[str, Any]] = [
        doors.Ack(None, 1).as_json(),
        doors.Refused(None, refusal.gone()).as_json(),
        doors.Refused(None, conflict).as_json(),
    ]
    assert [each.keys() for each in said] == ANSWERS


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_a_socket_hears_these_keys_and_no_others(board: Board, alice: User, bob: User) -> None:
    async with Socket(bob, board) as bobs, Socket(alice, board) as alices:
        said = [await bobs.command(verb, {"name": "Later"}) for verb in ("column.create", "nonsense")]
        heard = [json.dumps(each) for each in said]
        hub = hubs().hub_of(board.pk)
        assert hub is not None
        hub.tell_head()
        await alices.say({"presence": {"idle": True}})
        while not ('{"head"' in "".join(heard) and '"idle": true' in "".join(heard)):
            heard.append(await bobs.wire.receive_from(timeout=5))
    for each in (json.loads(text) for text in heard if text.startswith("{")):
        assert each.keys() in [*ANSWERS, {"head"}, {"presence"}], each
        for people in each.get("presence", {}).values():
            for person, entry in people.items():
                assert str(UUID(person)) == person and (entry is None or entry.keys() == PERSON)
    kept = await in_reads(lambda: secrets(list(User.objects.all())))
    assert not [secret for secret in kept if secret in "".join(heard)]


def test_probes_say_which_part_answers_and_nothing_else(client: Client, db: None) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").json().keys() == {"database", "layer"}


@pytest.mark.django_db(transaction=True)
def test_whoever_is_looked_up_by_address_is_told_by_name_alone(board: Board, alice: User, browse: Browse) -> None:
    address = reverse("boards:do", args=[board.pk, "member.add"])
    for email, words in (("bob@example.org", "Bob is a member already"), ("nobody@example.org", "Nobody here")):
        form = {"email": email, "role": "viewer", "id": str(uuid4())}
        answer = browse(alice).post(address, form, headers={"accept": "application/json"}).json()
        assert words in answer["content"] and not re.search(r"\w@\w", answer["content"])
