"""The activity: a sentence for every command, titles as they were, links to what is still there, few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import activity
from boards.commands.perform import perform
from boards.commands.registry import COMMANDS
from boards.models import Board, User
from boards.tests.acts import card, do, move
from boards.tests.laws.samples import SAMPLES, submission


def lines(board: Board) -> list[str]:
    """Return the sentences with their actors, newest first."""
    return [f"{entry.actor} {entry.sentence}" for entry in activity.of_board(board=board).entries]


def test_every_command_has_a_sentence_and_every_sample_can_be_told(board: Board, alice: User) -> None:
    assert COMMANDS.keys() <= activity.SENTENCES.keys()
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        newest = activity.of_board(board=board).entries[0]
        # What changed nothing is no news.
        assert (newest.revision == outcome.revision) == bool(outcome.patches), verb
        assert "{" not in newest.sentence and "…" not in newest.sentence, verb


def test_titles_are_told_as_they_were_and_escaped(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="<b>Bags</b>")
    do(alice, board, "card.edit", card=pack, title="Boxes")
    move(alice, board, "Boxes", "Done")
    moved, again, once = lines(board)[:3]
    assert "renamed Pack to" in once and "&lt;b&gt;Bags&lt;/b&gt;" in once
    assert "renamed &lt;b&gt;Bags&lt;/b&gt; to" in again
    assert (
        f'<a href="{pack.get_absolute_url()}">Boxes</a> from <strong>To do</strong> to <strong>Done</strong>' in moved
    )


def test_of_what_was_deleted_nothing_is_told_but_that_it_was(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Pack secrets")
    do(alice, board, "card.delete", card=pack)
    assert lines(board)[0] == "Alice deleted a card for good"
    assert "secrets" not in str(lines(board))


def test_handing_over_to_an_owner_is_told_as_what_it_was(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "member.change", member=bob.pk, role="owner")
    do(alice, board, "board.hand_over", member=bob.pk)
    assert lines(board)[0] == "Alice gave up owning the board"


def test_a_card_has_its_own(board: Board, alice: User) -> None:
    do(alice, board, "card.edit", card=card(board, "Pack"), description="Everything")
    do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    own = activity.of_board(board=board, card=card(board, "Pack")).entries
    assert [entry.revision for entry in own] == [2, 1]


def test_pages_follow_each_other_without_a_gap_and_cost_the_same(
    board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = card(board, "Pack")
    for n in range(6):
        do(alice, board, "card.edit", card=pack, title=f"Pack {n}")
    monkeypatch.setattr(activity, "PAGE", 3)
    first = activity.of_board(board=board)
    assert [entry.revision for entry in first.entries] == [7, 6, 5] and first.older == 5
    second = activity.of_board(board=board, before=first.older)
    assert [entry.revision for entry in second.entries] == [4, 3, 2]
    last = activity.of_board(board=board, before=second.older)
    assert [entry.revision for entry in last.entries] == [1] and last.older is None
    for size in (1, 7):
        monkeypatch.setattr(activity, "PAGE", size)
        with CaptureQueriesContext(connection) as asked:
            lines(board)
        assert len(asked) <= 6
