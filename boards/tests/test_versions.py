"""The versions of a card's texts: who wrote what, when, and which lines came and went."""

from pytest_django import DjangoAssertNumQueries

from boards import versions
from boards.models import Board, User
from boards.tests.acts import card, do, move


def test_every_text_that_somebody_left_is_told_with_its_difference_newest_first(
    board: Board, alice: User, bob: User
) -> None:
    call = card(board, "Call")
    do(bob, board, "card.edit", card=call, description="one\ntwo\nthree")
    move(alice, board, "Call", "Done")
    do(alice, board, "card.edit", card=call, title="Ring", description="one\n2\nthree")
    call.refresh_from_db()
    found = versions.of_card(card=call).shown
    assert [(each.author, each.field, each.text, each.is_current) for each in found] == [
        (alice, "title", "Ring", True),
        (alice, "description", "one\n2\nthree", True),
        (bob, "description", "one\ntwo\nthree", False),
        (alice, "title", "Call", False),
    ]
    assert [(line.kind, line.text) for line in found[1].lines] == [
        ("same", "one"),
        ("old", "two"),
        ("new", "2"),
        ("same", "three"),
    ]
    assert {line.kind for line in found[2].lines} == {"new"}


def test_a_text_that_was_emptied_is_a_version_as_well(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, description="")
    pack.refresh_from_db()
    newest = versions.of_card(card=pack).shown[0]
    assert (newest.text, newest.is_current, [line.kind for line in newest.lines]) == ("", True, ["old"])


def test_what_was_set_aside_is_compared_with_what_was_chosen(board: Board, alice: User, bob: User) -> None:
    call = card(board, "Call")
    do(bob, board, "card.set_aside", card=call, title="Ring")
    newest = versions.of_card(card=call).shown[0]
    assert (newest.aside, newest.text, newest.is_current) == (True, "Ring", False)
    assert [(line.kind, line.text) for line in newest.lines] == [("old", "Call"), ("new", "Ring")]


def test_many_versions_come_a_page_at_a_time_in_two_queries(
    board: Board, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call = card(board, "Call")
    for number in range(versions.PAGE + 5):
        do(alice, board, "card.edit", card=call, title=f"Call {number}")
    call.refresh_from_db()
    with django_assert_num_queries(1):
        first = versions.of_card(card=call)
    assert [len(first.shown), first.shown[0].text] == [versions.PAGE, f"Call {versions.PAGE + 4}"]
    rest = versions.of_card(card=call, before=first.older)
    assert (len(rest.shown), rest.older, rest.shown[-1].text) == (6, None, "Call")


def test_versions_of_another_board_are_not_told(board: Board, foreign: Board, alice: User, charlie: User) -> None:
    secret = card(foreign, "Secret")
    do(charlie, foreign, "card.edit", card=secret, title="More secret")
    told = versions.of_card(card=card(board, "Call")).shown
    assert [each.text for each in told] == ["Call"]
