"""Commands on cards: what they do, and what they refuse in which words."""

from uuid import UUID, uuid1, uuid3, uuid4

import pytest

from boards.models import Board, Card, Column, User
from boards.models.fields import DESCRIPTION_LENGTH, TITLE_LENGTH
from boards.refusal import Reason
from boards.tests.acts import card, column, do, move, undo
from boards.tests.commands.conftest import Refuse

UUID7 = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def titles(board: Board, name: str) -> list[str]:
    cards = Card.objects.filter(column=column(board, name), archived=False)
    return list(cards.order_by("order").values_list("title", flat=True))


@pytest.mark.parametrize("title", ["", "   ", "\n\r\n", "\t\u00a0"])
def test_an_empty_title_is_refused_beside_its_field(title: str, board: Board, bob: User, refuse: Refuse) -> None:
    for verb, fields in (
        ("card.create", {"column": column(board, "To do")}),
        ("card.edit", {"card": card(board, "Pack")}),
    ):
        assert refuse(Reason.INVALID, bob, verb, title=title, **fields).errors.keys() == {"title"}


@pytest.mark.parametrize(("field", "limit"), [("title", TITLE_LENGTH), ("description", DESCRIPTION_LENGTH)])
def test_a_text_over_its_limit_is_refused_and_the_limit_is_named(
    field: str, limit: int, board: Board, bob: User, refuse: Refuse
) -> None:
    pack = card(board, "Pack")
    do(bob, board, "card.edit", card=pack, **{field: "ä" * limit})
    (message,) = refuse(Reason.INVALID, bob, "card.edit", card=pack, **{field: "x" * (limit + 3)}).errors[field]
    assert str(limit) in message and str(limit + 3) in message
    pack.refresh_from_db()
    assert getattr(pack, field) == "ä" * limit


def test_a_title_is_one_line_and_a_description_keeps_its_lines(board: Board, bob: User) -> None:
    do(bob, board, "card.create", column=column(board, "Done"), title=" a\r\nb\nc ", description="  a\r\nb\rc\n")
    made = Card.objects.get(board=board, title="a b c")
    assert made.description == "  a\nb\nc\n"


def test_absent_is_not_empty(board: Board, bob: User) -> None:
    pack = card(board, "Pack")
    do(bob, board, "card.edit", card=pack, title="Sail")
    pack.refresh_from_db()
    assert (pack.title, pack.description) == ("Sail", "Ropes and *lamps*")
    do(bob, board, "card.edit", card=pack, description="")
    pack.refresh_from_db()
    assert (pack.title, pack.description) == ("Sail", "")


def test_an_accepted_command_that_changes_nothing_is_recorded_without_a_patch(board: Board, bob: User) -> None:
    pack = card(board, "Pack")
    for verb, fields in (
        ("card.edit", {}),
        ("card.edit", {"title": "Pack"}),
        ("card.restore", {}),
        ("card.move", {"column": column(board, "To do"), "after": ""}),
    ):
        outcome = do(bob, board, verb, card=pack, **fields)
        assert outcome.change is not None and outcome.patches == ()
    assert column(board, "To do").card_count == 3


def test_what_is_deleted_is_gone_for_every_command(board: Board, bob: User, refuse: Refuse) -> None:
    pack = card(board, "Pack")
    do(bob, board, "card.delete", card=pack.pk)
    for verb, fields in (
        ("card.edit", {"title": "Too late"}),
        ("card.move", {"column": column(board, "Done")}),
        ("card.archive", {}),
        ("card.restore", {}),
        ("card.delete", {}),
    ):
        assert "kept" in str(refuse(Reason.GONE, bob, verb, card=pack.pk, **fields).errors)


def test_nothing_arrives_in_an_archived_column_nor_moves_while_archived(
    board: Board, bob: User, refuse: Refuse
) -> None:
    done, pack, call = column(board, "Done"), card(board, "Pack"), card(board, "Call")
    do(bob, board, "column.archive", column=done)
    refused = refuse(Reason.INVALID, bob, "card.move", card=pack, column=done)
    assert refused.errors == {"column": ["This column is archived. Restore it, or choose another column."]}
    refuse(Reason.INVALID, bob, "card.create", column=done, title="Late")
    do(bob, board, "card.archive", card=call)
    assert "card" in refuse(Reason.INVALID, bob, "card.move", card=call, column=column(board, "Doing")).errors
    do(bob, board, "column.archive", column=column(board, "To do"))
    assert "To do" in str(refuse(Reason.INVALID, bob, "card.restore", card=call).errors["card"])


def test_an_archived_card_may_be_edited_and_comes_back_to_its_place(board: Board, bob: User) -> None:
    call = card(board, "Call")
    do(bob, board, "card.archive", card=call)
    do(bob, board, "card.edit", card=call, title="Ring")
    assert titles(board, "To do") == ["Pack", "Write"]
    do(bob, board, "card.restore", card=call)
    assert titles(board, "To do") == ["Pack", "Ring", "Write"]


def test_a_client_may_choose_the_id_of_a_new_card_and_edit_it(board: Board, bob: User) -> None:
    todo = column(board, "To do")
    for chosen in (uuid4(), UUID7):
        do(bob, board, "card.create", card=chosen, column=todo, title="Mine")
        do(bob, board, "card.edit", card=chosen, title="Still mine")
        assert Card.objects.get(pk=chosen).title == "Still mine"


def test_an_id_that_is_taken_anywhere_or_of_another_kind_is_refused(
    board: Board, foreign: Board, bob: User, refuse: Refuse
) -> None:
    todo, theirs = column(board, "To do"), foreign.cards.get()
    bad = [card(board, "Pack").pk, theirs.pk, uuid1(), uuid3(uuid4(), "x"), UUID(int=0), "nonsense"]
    for pk in bad:
        assert refuse(Reason.INVALID, bob, "card.create", card=pk, column=todo, title="Taken").errors.keys() == {"card"}
    theirs.refresh_from_db()
    assert theirs.title == "Secret" and theirs.board_id == foreign.pk


def test_numbers_never_come_again(board: Board, bob: User) -> None:
    todo, seen = column(board, "To do"), set(board.cards.values_list("number", flat=True))
    for _ in range(4):
        pk = uuid4()
        do(bob, board, "card.create", card=pk, column=todo, title="Next")
        number = Card.objects.get(pk=pk).number
        assert number == max(seen) + 1
        seen.add(number)
        do(bob, board, "card.delete", card=pk)


def test_a_move_names_its_place(board: Board, bob: User) -> None:
    paint = card(board, "Paint")
    for neighbour, expected in (
        ({"after": ""}, ["Pack", "Paint", "Sand", "Test"]),
        ({"after": paint}, ["Paint", "Pack", "Sand", "Test"]),
        ({"before": card(board, "Test")}, ["Paint", "Sand", "Pack", "Test"]),
        ({}, ["Paint", "Sand", "Test", "Pack"]),
        ({"after": paint, "before": card(board, "Test")}, ["Paint", "Pack", "Sand", "Test"]),
    ):
        move(bob, board, "Pack", "Doing", **neighbour)
        assert titles(board, "Doing") == expected
        assert titles(board, "To do") == ["Call", "Write"]


def test_the_column_wins_over_a_neighbour_that_has_left_it(board: Board, bob: User) -> None:
    call, write = card(board, "Call"), card(board, "Write")
    gone = uuid4()
    for neighbour, expected in (
        ({"after": call}, ["Paint", "Sand", "Test", "Pack"]),
        ({"before": call}, ["Paint", "Sand", "Test", "Pack"]),
        ({"after": gone, "before": card(board, "Sand")}, ["Paint", "Pack", "Sand", "Test"]),
        ({"after": card(board, "Pack"), "before": write}, ["Paint", "Sand", "Test", "Pack"]),
    ):
        move(bob, board, "Pack", "Doing", **neighbour)
        assert titles(board, "Doing") == expected
    assert [each.card_count for each in Column.objects.filter(board=board)] == [2, 4, 0]


def test_a_neighbour_that_was_archived_still_marks_the_place(board: Board, bob: User) -> None:
    do(bob, board, "card.archive", card=card(board, "Paint"))
    move(bob, board, "Pack", "Doing", after=card(board, "Paint"))
    assert titles(board, "Doing") == ["Pack", "Sand", "Test"]


def test_a_card_comes_back_with_its_archived_column_where_that_is_asked_for(
    board: Board, bob: User, refuse: Refuse
) -> None:
    doing, sand = column(board, "Doing"), card(board, "Sand")
    do(bob, board, "card.archive", card=sand)
    do(bob, board, "column.archive", column=doing)
    refuse(Reason.INVALID, bob, "card.restore", card=sand)
    done = do(bob, board, "card.restore", card=sand, with_column="1")
    doing.refresh_from_db()
    sand.refresh_from_db()
    assert (doing.archived, sand.archived, doing.card_count) == (False, False, 3)
    undo(bob, board, done)
    doing.refresh_from_db()
    sand.refresh_from_db()
    assert (doing.archived, sand.archived, doing.card_count) == (True, True, 2)
