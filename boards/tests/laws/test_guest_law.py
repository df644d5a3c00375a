"""The guests' law: what guests have of a board is what members have of it, live as well, and nobody's name."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from boards import queries
from boards.commands.perform import perform
from boards.live import resume
from boards.live.frame import GUESTS
from boards.models import Board, Card, Link, User
from boards.tests.acts import make_link
from boards.tests.laws.samples import ON_ACCESS, SAMPLES, submission
from boards.tests.page import Page, parse

# Words that nothing else on a page has.
NAMES = {"Alice": "Zaphod Quux", "Bob": "Trillian Quux", "Vera": "Marvin Quux", "Charlie": "Arthur Quux"}


@pytest.fixture
def link(board: Board, alice: User) -> Link:
    """A link that stays, whatever the samples do."""
    return make_link(alice, board, "Everybody")


def fresh_page(board: Board) -> Page:
    board.refresh_from_db()
    context = {
        "board": board,
        "secret": "secret",
        "can": frozenset[str](),
        "columns": queries.columns_with_cards(board=board),
        "epoch": queries.epoch(),
        "revision": board.revision,
    }
    return Page(render_to_string("boards/guest.html", context))


def test_after_every_command_the_old_page_and_the_frame_make_the_new_page(
    board: Board, link: Link, alice: User
) -> None:
    page = fresh_page(board)
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        page.apply(resume.of_change(outcome.change).html[GUESTS])
        assert page.canonical() == fresh_page(board).canonical(), verb


def test_from_every_revision_what_was_missed_makes_the_new_page(board: Board, link: Link, alice: User) -> None:
    pages = [fresh_page(board)]
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        pages.append(fresh_page(board))
    expected = pages.pop().canonical()
    for page in pages:
        for epoch in (queries.epoch(), None):
            missed = resume.since(board_id=board.pk, epoch=epoch, revision=page.revision)
            assert missed is not None
            assert page.apply(missed.html[GUESTS]).canonical() == expected


def test_no_frame_and_no_page_tells_a_guest_who_anybody_is(board: Board, link: Link, alice: User) -> None:
    people = list(User.objects.all())
    private = [text for person in people for text in (str(person.pk), person.email)]
    sent = []
    for verb, fields in SAMPLES:
        before = board.revision
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        for person in people:
            person.name = NAMES.get(person.name, person.name)
        User.objects.bulk_update(people, ["name"])
        outcome.change.actor = User.objects.get(pk=alice.pk)
        frame = resume.of_change(outcome.change)
        missed = resume.since(board_id=board.pk, epoch=queries.epoch(), revision=before)
        assert missed is not None
        sent += [(verb, frame.html[GUESTS]), (verb, missed.html[GUESTS])]
        sent += [(verb, inside) for inside in frame.cards.values()]
        sent += [(verb, text) for text in pages(board, link)]
        for person in people:
            person.name = {told: name for name, told in NAMES.items()}.get(person.name, person.name)
        User.objects.bulk_update(people, ["name"])
    for verb, text in sent:
        assert "Quux" not in text, verb
        assert not [each for each in private if each in text], verb
        assert "presence" not in text, verb


def test_guests_hear_of_what_they_see_and_of_nothing_else(board: Board, link: Link, alice: User) -> None:
    told = {}
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        (frame,) = parse(resume.of_change(outcome.change).html[GUESTS]).elements()
        told[verb] = set(frame.attributes) - {"data-from", "data-revision", "data-epoch"}
    assert told["card.move"] == {"data-verb", "data-object"}
    assert told["board.archive"] == {"data-verb", "data-object", "data-concerned"}
    assert {verb for verb, attributes in told.items() if not attributes} >= ON_ACCESS


def test_where_there_is_no_link_nothing_is_made_for_guests(board: Board, alice: User) -> None:
    first = perform(submission("board.rename", {"name": "Ship"}), board_id=board.pk, actor=alice)
    assert first.change is not None
    assert GUESTS not in resume.of_change(first.change).html
    make_link(alice, board)
    second = perform(submission("board.rename", {"name": "Boat"}), board_id=board.pk, actor=alice)
    assert second.change is not None
    assert GUESTS in resume.of_change(second.change).html


def pages(board: Board, link: Link) -> list[str]:
    """Return every page that a link leads to, as texts."""
    client, numbers = Client(), Card.objects.filter(board=board).values_list("number", flat=True)
    addresses = [reverse("boards:guest", args=[link.secret]), reverse("boards:guest-shell", args=[link.secret])]
    addresses += [reverse("boards:guest-since", args=[link.secret]) + "?revision=-1"]
    addresses += [reverse("boards:guest-card", args=[link.secret, number]) for number in numbers]
    return [
        client.get(address, headers=headers).text for address in addresses for headers in ({}, {"HX-Request": "true"})
    ]
