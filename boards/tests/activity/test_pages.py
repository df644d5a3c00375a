"""Pages without a gap that cost the same however long they are, of a board or a card, all or some of it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import activity
from boards.activity import Kind, pages
from boards.commands.joining import join
from boards.models import Board, User
from boards.tests.activity.reading import lines
from boards.tests.acts import card, column, do, move, undo
from boards.tests.commands.test_invitation import invite


def revisions(found: activity.Activity) -> list[int]:
    return [line.change.revision for entry in found.entries for line in entry.lines]


def test_a_card_has_its_own(board: Board, alice: User) -> None:
    do(alice, board, "card.edit", card=card(board, "Pack"), description="Everything")
    do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    assert revisions(activity.of_board(board=board, card=card(board, "Pack"))) == [2, 1]


def test_pages_follow_each_other_without_a_gap(board: Board, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = card(board, "Pack")
    for n in range(6):
        do(alice, board, "card.edit", card=pack, title=f"Pack {n}")
    monkeypatch.setattr(pages, "PAGE", 3)
    first = activity.of_board(board=board)
    assert revisions(first) == [7, 6, 5] and first.older == 5
    second = activity.of_board(board=board, before=first.older)
    assert revisions(second) == [4, 3, 2]
    last = activity.of_board(board=board, before=second.older)
    assert revisions(last) == [1] and last.older is None
    # What the edge of a page cuts reads well on both sides.
    assert "renamed Pack 2 3 times" in first.entries[0].sentence
    assert "renamed Pack 3 times" in second.entries[0].sentence


def test_a_long_page_asks_as_often_as_a_short_one(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        for actor, title in ((alice, "Pack"), (bob, "Call"), (alice, "Paint")):
            do(actor, board, "card.edit", card=card(board, title), description=str(n))
            undo(actor, board, move(actor, board, title, "Done"))
        do(alice, board, "column.rename", column=column(board, "To do"), name="To do")
        do(alice, board, "column.move", column=column(board, "Done"), after="")
        do(alice, board, "column.move", column=column(board, "Done"))
        do(alice, board, "member.change", member=bob.pk, role="viewer")
        do(alice, board, "member.change", member=bob.pk, role="editor")
    for size in (1, 50):
        monkeypatch.setattr(pages, "PAGE", size)
        with CaptureQueriesContext(connection) as asked:
            found = activity.of_board(board=board)
        assert len(asked) <= 7
        assert len(revisions(found)) == size


def test_a_board_that_began_with_much_is_told_by_few_patches(board: Board) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert lines(board) == ["Alice created the board"]
    assert not any("boards_card" in query["sql"].split("WHERE")[0] for query in asked)


def test_only_what_somebody_did(board: Board, alice: User, bob: User) -> None:
    move(bob, board, "Pack", "Done")
    move(alice, board, "Call", "Done")
    (line,) = lines(board, person=bob.pk)
    assert line.startswith("Bob moved ")
    assert lines(board, person=uuid4()) == []
    assert list(activity.people(board=board)) == [alice, bob]


def test_only_what_happened_to_one_kind(board: Board, alice: User, bob: User) -> None:
    undo(alice, board, move(alice, board, "Pack", "Done"))
    do(alice, board, "card.set_aside", card=card(board, "Pack"), title="Bags")
    do(alice, board, "column.rename", column=column(board, "Done"), name="Finished")
    do(alice, board, "board.rename", name="Ship")
    do(alice, board, "board.hand_over", member=bob.pk)
    assert revisions(activity.of_board(board=board, kind=Kind.CARDS)) == [4, 3, 2]
    assert revisions(activity.of_board(board=board, kind=Kind.COLUMNS)) == [5]
    assert revisions(activity.of_board(board=board, kind=Kind.PEOPLE)) == [7]


def test_who_was_invited_and_came_is_told_among_the_people(board: Board, alice: User, charlie: User) -> None:
    invitation = invite(alice, board, email=charlie.email)
    join(actor=charlie, digest=invitation.digest)
    do(alice, board, "invitation.revoke", invitation=invite(alice, board, role="viewer").pk)
    assert lines(board, kind=Kind.PEOPLE) == [
        "Alice took back an invitation",
        "Alice invited somebody as viewer",
        "Charlie joined as editor, by an invitation",
        "Alice invited somebody as editor",
    ]


def test_another_board_tells_nothing_of_this_one(board: Board, foreign: Board, alice: User) -> None:
    move(alice, board, "Pack", "Done")
    assert lines(foreign) == ["Charlie created the board"]
    assert list(activity.people(board=foreign)) == list(foreign.members.all())
