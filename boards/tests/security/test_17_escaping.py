"""Row 17: what people type is text, on every page, in every frame and in every answer.

Everything is done twice: once with plain words, once with the corpus. What comes out may have other texts and values,
but no element and no attribute that the plain one does not have (Markdown's, from its list, aside). Pages come from the
addresses, frames from the registry: new ones are in it by themselves.
"""

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from boards import limits
from boards.commands.board import Plan, create_board
from boards.commands.fields import LineField, NewIdField, TextField
from boards.commands.perform import perform
from boards.commands.registry import COMMANDS
from boards.doors import Refused
from boards.live import resume
from boards.live.presence import Activity, Presence
from boards.models import Board, Membership, Role, User
from boards.models.fields import NAME_LENGTH, TITLE_LENGTH
from boards.refusal import Refusal
from boards.tests.acts import do, undo
from boards.tests.hostile import EVIL_ADDRESSES, PAYLOADS
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.page import parse
from boards.tests.security import walk
from boards.tests.security.test_16_markdown import ALLOWED
from boards.tests.views.conftest import Browse, browse

__all__ = ["browse"]

pytestmark = pytest.mark.django_db(transaction=True)

type Words = Callable[[], str]
type Shape = set[tuple[str, str]]
MARKDOWN: Shape = {(tag, name) for tag, names in ALLOWED.items() for name in ("", *names)}


def shape(html: str) -> Shape:
    """Return the kinds of elements in a text, and the attributes of each."""
    found: Shape = set()
    for element in parse(html).walk()[1:]:
        found |= {(element.tag, name) for name in ("", *element.attributes)}
        leads_nowhere_evil(element.attributes)
    return found


def leads_nowhere_evil(attributes: dict[str, str | None]) -> None:
    for name in ("href", "src", "action", "formaction"):
        address = (attributes.get(name) or "").strip().lower()
        assert not address.startswith(EVIL_ADDRESSES), attributes
        # Only links of Markdown lead away from here; nothing is fetched from elsewhere.
        assert name == "href" or address.startswith(("/", "#")) or not address, attributes
    for name, value in attributes.items():
        assert not (name.startswith("hx-") and "evil" in (value or "")), attributes


def plain() -> Words:
    # As many as there are of the others, so that what is searched is found alike.
    texts = cycle([f"Plain {number:02}." for number, _ in enumerate(PAYLOADS)])
    return lambda: next(texts)


def hostile() -> Words:
    payloads = cycle(PAYLOADS)
    return lambda: next(payloads)


def rounds() -> Iterator[tuple[Words, int]]:
    """Yield the words, and how often each field gets some: one plain text is as good as another."""
    yield plain(), 1
    yield hostile(), len(PAYLOADS)


def line(text: str, length: int = NAME_LENGTH) -> str:
    """Return a text as a single-line field takes it."""
    return " ".join(text.split())[:length]


def furnish(words: Words, kind: str) -> tuple[Board, User]:
    """Make a board on which every text of every kind is one of ``words``; return it with its owner."""
    people = [
        User.objects.create_user(f"{kind}{number}@example.org", name=line(words()))
        for number in range(max(len(PAYLOADS), 5))
    ]
    owner = people[0]
    plans = [Plan(line(words()), [(line(words(), TITLE_LENGTH), words()) for _ in range(2)]) for _ in PAYLOADS]
    board = create_board(owner=owner, name=line(words()), columns=plans)
    for person in people[1:]:
        Membership.objects.create(board=board, user=person, role=Role.EDITOR)
    for each, actor in zip(board.cards.order_by("number")[: len(PAYLOADS)], people, strict=True):
        do(actor, board, "card.edit", card=each, title=words(), description=words())
        do(actor, board, "card.set_aside", card=each, title=words(), description=words())
    first, second, third, *_ = board.cards.order_by("number")
    do(owner, board, "card.archive", card=second)
    do(owner, board, "card.delete", card=third)
    undo(owner, board, do(owner, board, "card.edit", card=first, title=words()))
    columns = list(board.columns.all())
    do(owner, board, "column.rename", column=columns[0], name=words())
    do(owner, board, "column.archive", column=columns[-1])
    do(owner, board, "board.rename", name=words())
    do(owner, board, "member.change", member=people[1].pk, role="viewer")
    do(owner, board, "member.remove", member=people[2].pk)
    do(owner, board, "link.create", name=words())
    return board, owner


def addresses(board: Board) -> list[tuple[str, str]]:
    """Return every address with its name, with a card and a column that there are."""
    return [(route.name, route.address) for route in walk.routes(**walk.filled(board)) if not route.is_admins]


# Where what was typed comes back: searches, ways on, and forms with something wrong in them.
TYPED = ("q", "next", "person", "kind", "login", "email", "name", "title", "description", "code", "password1")


def shapes_of_pages(client: Client, board: Board, words: Words) -> dict[str, Shape]:
    """Return the shape of every page there is, asked for in every way."""
    found: dict[str, Shape] = {}
    for name, address in addresses(board):
        for headers in ({}, {"HX-Request": "true"}):
            for method in ("get", "post"):
                if method == "post" and name in {"delete", "do", "account_logout", "account_change_password"}:
                    continue
                limits.commands.forget()
                for typed in ({}, {field: words() for field in TYPED}):
                    response = getattr(client, method)(address, typed, headers=headers)
                    if "text/html" in response.get("Content-Type", ""):
                        found.setdefault(f"{method} {name}", set()).update(shape(response.text))
                    if response.streaming:
                        # A file of ours: nobody reads it here, so it is closed here.
                        response.close()
    return found


@pytest.mark.parametrize("role", ["owner", "viewer"])
def test_on_every_page_what_people_type_is_text(role: str, browse: Browse) -> None:
    shapes = []
    for kind, words in (("plain", plain()), ("hostile", hostile())):
        board, owner = furnish(words, kind)
        reader = owner if role == "owner" else board.members.get(memberships__role=Role.VIEWER)
        shapes.append(shapes_of_pages(browse(reader), board, words))
    expected, seen = shapes
    assert len(seen) > 30 and seen.keys() == expected.keys()
    for page in seen:
        assert seen[page] <= expected[page] | MARKDOWN, (page, seen[page] - expected[page] - MARKDOWN)


def shapes_of_frames(board: Board, actor: User, words: Words, times: int) -> dict[str, Shape]:
    """Return the shape of what every command sends, with ``words`` in each of its texts, so many times."""
    found: dict[str, Shape] = {}
    for verb, sample in SAMPLES:
        form = sample(board)
        texts = [name for name in form if isinstance(COMMANDS[verb].base_fields[name], LineField | TextField)]
        new = [name for name, field in COMMANDS[verb].base_fields.items() if isinstance(field, NewIdField)]
        again = [{name: words()[:NAME_LENGTH] for name in texts} for _ in range(times) if texts]
        for other in [*again, {}]:
            fields = {**form, **other, **({name: str(uuid4()) for name in new} if other else {})}
            change = perform(submission(verb, fields), board_id=board.pk, actor=actor).change
            assert change is not None
            frame = resume.of_change(change)
            for html in (*frame.html.values(), *frame.cards.values()):
                found.setdefault(verb, set()).update(shape(html))
    whole = resume.since(board_id=board.pk, epoch=None, revision=-1, dialogs=board.cards.values_list("pk", flat=True))
    assert whole is not None
    found["a reset"] = {each for html in (*whole.html.values(), *whole.cards.values()) for each in shape(html)}
    return found


def test_in_every_frame_what_people_type_is_text(alice: User, bob: User, vera: User, charlie: User) -> None:
    shapes = []
    for words, times in rounds():
        alice.name = line(words())
        alice.save(update_fields=["name"])
        shapes.append(shapes_of_frames(_like_the_samples(alice, bob, vera), alice, words, times))
    expected, seen = shapes
    assert seen.keys() == {*COMMANDS, "a reset"}
    for verb in seen:
        assert seen[verb] <= expected[verb] | MARKDOWN, (verb, seen[verb] - expected[verb] - MARKDOWN)


def _like_the_samples(alice: User, bob: User, vera: User) -> Board:
    columns = (
        Plan("To do", [("Pack", "Ropes"), ("Call", "x"), ("Write", "x")]),
        Plan("Doing", [("Paint", "Two"), ("Sand", "x"), ("Test", "x")]),
        Plan("Done"),
    )
    board = create_board(owner=alice, name="Boat", columns=columns)
    for user, role in ((bob, Role.EDITOR), (vera, Role.VIEWER)):
        Membership.objects.create(board=board, user=user, role=role)
    return board


def refusals(board: Board, owner: User, words: Words) -> Iterator[Refusal]:
    """Yield refusals that quote what people typed: names, titles, and what somebody else wrote meanwhile."""
    first, *others = board.columns.filter(archived=False)
    mine = first.cards.filter(archived=False)[0]
    editor = board.members.filter(memberships__role=Role.EDITOR)[0]
    stale = {"card": mine, "title": words(), "description": words()}
    archived = others[0].cards.filter(archived=False)[0]
    do(owner, board, "column.archive", column=others[0])
    do(owner, board, "card.archive", card=archived)
    made = do(owner, board, "column.create", name=words())
    do(editor, board, "card.edit", card=mine, title=words(), description=words())
    do(owner, board, "card.move", card=mine, column=made.patches[0].row)
    attempts: list[tuple[str, dict[str, Any], int | None]] = [
        ("card.edit", stale, 0),
        ("card.edit", {"card": mine, "title": words() * TITLE_LENGTH}, None),
        ("card.restore", {"card": archived}, None),
        ("member.add", {"email": editor.email, "role": "viewer"}, None),
        ("member.add", {"email": words(), "role": words()}, None),
        ("column.rename", {"column": words(), "name": words()}, None),
        ("change.undo", {"change": made.change.command_id if made.change else ""}, None),
    ]
    for verb, fields, base in attempts:
        with pytest.raises(Refusal) as refused:
            do(owner, board, verb, base=base, **fields)
        yield refused.value


def test_in_every_refusal_what_people_type_is_text() -> None:
    shapes = []
    for kind, words in (("plain", plain()), ("hostile", hostile())):
        board, owner = furnish(words, kind)
        answers = [Refused(None, refused).as_json() for refused in refusals(board, owner, words)]
        shapes.append([shape(str(answer["content"])) for answer in answers])
    for expected, seen in zip(*shapes, strict=True):
        assert seen <= expected


def test_a_command_that_is_refused_shows_what_was_typed_as_text(browse: Browse) -> None:
    shapes = []
    for words, times in rounds():
        board, owner = furnish(words, f"person{times}.")
        client, found = browse(owner), dict[str, Shape]()
        for verb, command in COMMANDS.items():
            for _ in range(times):
                limits.commands.forget()
                form = {name: words() for name in (*command.base_fields, "next", "base", "id", "outbox")}
                response = client.post(reverse("boards:do", args=[board.pk, verb]), form)
                if response.status_code != 303:
                    found.setdefault(verb, set()).update(shape(response.text))
        shapes.append(found)
    for verb, seen in shapes[1].items():
        assert seen <= shapes[0][verb] | MARKDOWN, verb


def test_who_is_here_is_told_as_data_never_as_markup(alice: User) -> None:
    """Script writes names as texts (``e2e/security/test_17_hostile.py``); the wire has them as they are."""
    here: Presence[int] = Presence()
    for number, payload in enumerate(PAYLOADS):
        alice.name = line(payload)
        told = {"card": payload, "editing": payload, "dragging": payload, "idle": payload, payload: payload}
        here.note(number, alice, Activity.read(told))
    (entry,) = here.news().everywhere.values()
    assert entry is not None
    assert (entry["card"], entry["editing"], entry["dragging"], entry["idle"]) == ("", "", "", False)
    assert not [name for name in entry if not re.fullmatch("[a-z]+", name)]


def test_the_board_of_this_test_has_the_whole_corpus_in_it() -> None:
    board, _ = furnish(hostile(), "hostile")
    titles = set(board.cards.values_list("title", flat=True))
    names = {*board.members.values_list("name", flat=True), *board.columns.values_list("name", flat=True)}
    for payload in PAYLOADS:
        assert line(payload, TITLE_LENGTH) in titles and line(payload) in names
