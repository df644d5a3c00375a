"""The undo law: every change that can be undone leads back to where it came from, and its redo forth again."""

from typing import Any

from boards.commands.perform import Outcome, perform
from boards.commands.registry import COMMANDS
from boards.models import Board, Patch, User
from boards.tests.acts import undo
from boards.tests.laws.samples import ON_ACCESS, SAMPLES, submission
from boards.tests.laws.test_journal_law import NO_ROWS, NO_WAY_BACK, State


def test_undo_leads_back_and_redo_forth_again(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        before = State.stored(board)
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        if not COMMANDS[verb].undoable:
            continue
        after = State.stored(board)
        back = undo(alice, board, outcome)
        assert _without_made(State.stored(board), outcome).same(before), verb
        forth = undo(alice, board, back)
        assert State.stored(board).same(after), verb
        # As often as one likes.
        undo(alice, board, undo(alice, board, forth))
        assert State.stored(board).same(after), verb


def test_what_cannot_be_undone_is_deleting_for_good_access_and_what_changes_nothing() -> None:
    assert {verb for verb, command in COMMANDS.items() if not command.undoable} == NO_WAY_BACK | NO_ROWS | ON_ACCESS


def _without_made(state: State, outcome: Outcome) -> State:
    """Return the state without what a change made: that is archived now, for others may have written on it."""
    for patch in outcome.patches:
        if patch.before is None and patch.kind in {Patch.Kind.CARD, Patch.Kind.COLUMN}:
            row: dict[str, Any] = state.rows[str(patch.row)]
            assert row["archived"]
            state.apply(str(patch.row), None)
    return state
