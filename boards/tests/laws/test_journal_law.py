"""The journal law: after-patches lead from the old state to the new one, before-patches lead back."""

from copy import deepcopy
from typing import Any

from boards.commands.perform import Outcome, perform
from boards.models import Board, Card, Change, Column, Patch, User
from boards.tests.laws.samples import ON_ACCESS, SAMPLES, submission

# Deleting for good cannot be undone, and says so.
NO_WAY_BACK = {"card.delete", "column.delete"}
CONTENT = (Patch.Kind.BOARD, Patch.Kind.COLUMN, Patch.Kind.CARD)
# They leave every row as it is; what was set aside is no state.
NO_ROWS = {"card.set_aside"}

type Values = dict[str, Any]


class State:
    """A board as the journal tells it: fields by row, and the order of rows in each container."""

    def __init__(self) -> None:
        self.rows: dict[str, Values] = {}
        self.containers: dict[str, list[str]] = {}

    @classmethod
    def stored(cls, board: Board) -> "State":
        """Read the state from the rows."""
        state = cls()
        found = Board.objects.get(pk=board.pk)
        state.rows[str(board.pk)] = {
            "name": found.name,
            "archived": found.archived,
            "background": found.background,
        }
        for column in Column.objects.filter(board=board).order_by("order"):
            state.rows[str(column.pk)] = {"name": column.name, "archived": column.archived}
            state.containers.setdefault("board", []).append(str(column.pk))
        for card in Card.objects.filter(board=board).order_by("column", "order"):
            fields = ("number", "title", "description", "archived")
            state.rows[str(card.pk)] = {name: getattr(card, name) for name in fields}
            state.containers.setdefault(str(card.column_id), []).append(str(card.pk))
        return state

    def apply(self, row: str, values: Values | None) -> None:
        """Bring one row to what a patch says of it; None takes it away."""
        if values is None or "place" in values:
            for rows in self.containers.values():
                if row in rows:
                    rows.remove(row)
        if values is None:
            del self.rows[row]
            return
        values = dict(values)
        if "place" in values:
            container, predecessor = values.pop("place")
            rows = self.containers.setdefault(container, [])
            rows.insert(rows.index(predecessor) + 1 if predecessor else 0, row)
        self.rows.setdefault(row, {}).update(values)

    def same(self, other: "State") -> bool:
        """Compare; empty containers do not count."""
        filled = [{name: rows for name, rows in state.containers.items() if rows} for state in (self, other)]
        return self.rows == other.rows and filled[0] == filled[1]


def test_patches_lead_from_every_state_to_the_next_and_back(board: Board, alice: User) -> None:
    state = State.stored(board)
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        if verb in ON_ACCESS | NO_ROWS:
            assert State.stored(board).same(state), verb
            continue
        forward = deepcopy(state)
        for patch in outcome.patches:
            forward.apply(str(patch.row), patch.after)
        now = State.stored(board)
        assert forward.same(now), verb
        if verb not in NO_WAY_BACK:
            for patch in reversed(outcome.patches):
                forward.apply(str(patch.row), patch.before)
            assert forward.same(state), verb
        state = now


def test_the_journal_from_its_first_change_on_tells_the_whole_board(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        if verb not in NO_WAY_BACK:
            perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
    told = State()
    for change in Change.objects.filter(board=board).order_by("revision"):
        for patch in change.patches.filter(kind__in=CONTENT).order_by("pk"):
            told.apply(str(patch.row), patch.after)
    assert told.same(State.stored(board))


def test_patches_hold_no_derived_values(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        for values in _values(outcome):
            assert not values.keys() & {"order", "revision", "card_count", "next_number", "created_at", "column"}, verb


def test_counters_agree_with_counting_after_every_command(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        for column in Column.objects.filter(board=board):
            assert column.card_count == column.cards.filter(archived=False).count(), verb
        board.refresh_from_db()
        assert board.link_count == board.links.count(), verb


def test_deleting_for_good_takes_the_words_out_of_the_journal(board: Board, alice: User) -> None:
    card = Card.objects.get(board=board, title="Pack")
    for fields in ({"title": "Pack secrets"}, {"description": "the secret place"}):
        perform(submission("card.edit", {"card": str(card.pk), **fields}), board_id=board.pk, actor=alice)
    aside = {"card": str(card.pk), "description": "another secret"}
    perform(submission("card.set_aside", aside), board_id=board.pk, actor=alice)
    perform(submission("card.delete", {"card": str(card.pk)}), board_id=board.pk, actor=alice)
    left = list(Patch.objects.filter(row=card.pk).values_list("before", "after"))
    assert len(left) == 5
    assert "Pack" not in str(left) and "secret" not in str(left)


def test_deleting_a_column_takes_its_words_and_those_of_its_cards_out_of_the_journal(board: Board, alice: User) -> None:
    column, card = Column.objects.get(board=board, name="Doing"), Card.objects.get(board=board, title="Paint")
    for verb, fields in (
        ("column.rename", {"column": str(column.pk), "name": "Secret doings"}),
        ("card.edit", {"card": str(card.pk), "title": "Paint in secret"}),
        ("column.archive", {"column": str(column.pk)}),
        ("column.delete", {"column": str(column.pk)}),
    ):
        perform(submission(verb, fields), board_id=board.pk, actor=alice)
    left = list(Patch.objects.filter(row__in=[column.pk, card.pk]).values_list("before", "after"))
    assert left
    assert "Doing" not in str(left) and "Paint" not in str(left) and "ecret" not in str(left)


def _values(outcome: Outcome) -> list[Values]:
    return [values for patch in outcome.patches for values in (patch.before, patch.after) if values]
