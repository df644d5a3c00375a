"""The board's own commands, and how boards are made."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from boards.commands.board import Plan, create_board
from boards.live.frame import MEMBERS
from boards.models import Background, Board, Change, Membership, Role, User
from boards.models.fields import NAME_LENGTH
from boards.refusal import Reason
from boards.tests.acts import do, frame_of, undo
from boards.tests.commands.conftest import Refuse


def test_only_its_owner_renames_a_board(board: Board, alice: User, bob: User, charlie: User, refuse: Refuse) -> None:
    do(alice, board, "board.rename", name="  Ship\nof state ")
    assert Board.objects.get(pk=board.pk).name == "Ship of state"
    refuse(Reason.FORBIDDEN, bob, "board.rename", name="Mine")
    refuse(Reason.GONE, charlie, "board.rename", name="Mine")


@pytest.mark.parametrize("name", ["", " ", "x" * (NAME_LENGTH + 1), "a\0b"])
def test_a_bad_name_is_refused(name: str, alice: User, refuse: Refuse) -> None:
    assert refuse(Reason.INVALID, alice, "board.rename", name=name).errors.keys() == {"name"}


def test_whoever_may_rename_a_board_chooses_its_background(
    board: Board, alice: User, bob: User, charlie: User, refuse: Refuse
) -> None:
    done = do(alice, board, "board.set_background", background="dusk")
    assert Board.objects.get(pk=board.pk).background == Background.DUSK
    # Everybody is told, and it can be taken back.
    assert 'data-background="dusk"' in frame_of(done).html[MEMBERS]
    undo(alice, board, done)
    assert Board.objects.get(pk=board.pk).background == Background.PLAIN
    refuse(Reason.FORBIDDEN, bob, "board.set_background", background="dusk")
    refuse(Reason.GONE, charlie, "board.set_background", background="dusk")


@pytest.mark.parametrize("wrong", ["", "neon", "url(//evil)"])
def test_there_are_no_other_backgrounds(wrong: str, alice: User, refuse: Refuse) -> None:
    assert refuse(Reason.INVALID, alice, "board.set_background", background=wrong).errors.keys() == {"background"}


def test_every_background_is_drawn() -> None:
    sheet = (Path(settings.BASE_DIR) / "static" / "css" / "backgrounds.css").read_text()
    drawn = set(re.findall(r'^\[data-background="(\w+)"\] \{', sheet, re.MULTILINE))
    assert drawn == set(Background.values)


def test_a_new_board_has_its_owner_its_first_change_and_sound_counters(alice: User) -> None:
    board = create_board(
        owner=alice, name="New", columns=(Plan("A", [("1", ""), ("2", "x")]), Plan("B"), Plan("C", [("3", "")]))
    )
    assert (board.revision, Change.objects.get(board=board).revision, board.next_number) == (1, 1, 4)
    assert Membership.objects.get(board=board).role == Role.OWNER
    assert [(column.name, column.card_count) for column in board.columns.all()] == [("A", 2), ("B", 0), ("C", 1)]
    assert sorted(board.cards.values_list("number", "title")) == [(1, "1"), (2, "2"), (3, "3")]


def test_a_board_without_columns_is_a_board(alice: User) -> None:
    board = create_board(owner=alice, name="Empty", columns=())
    do(alice, board, "column.create", name="First")
    assert board.columns.get().name == "First"
