"""Places: keys stay unique and short, and who re-keys says so."""

import pytest

from boards import ordering
from boards.live.frame import MEMBERS
from boards.models import Board, Card, Column, User
from boards.tests.acts import card, column, do, frame_of, move


@pytest.fixture
def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every key too long, so that every arrival makes its container anew."""
    monkeypatch.setattr(ordering, "MAX_LENGTH", 0)


def titles(board: Board, name: str) -> list[str]:
    cards = Card.objects.filter(column=column(board, name)).order_by("order")
    keys = [each.order for each in cards]
    assert keys == sorted(set(keys)) and not any(key.startswith("~") for key in keys)
    return [each.title for each in cards]


@pytest.mark.usefixtures("_full")
@pytest.mark.parametrize(
    ("into", "neighbour", "expected"),
    [
        ("Doing", {"after": ""}, ["Call", "Paint", "Sand", "Test"]),
        ("Doing", {"after": "Sand"}, ["Paint", "Sand", "Call", "Test"]),
        ("Doing", {"before": "Sand"}, ["Paint", "Call", "Sand", "Test"]),
        ("Doing", {}, ["Paint", "Sand", "Test", "Call"]),
        ("To do", {"after": ""}, ["Call", "Pack", "Write"]),
        ("To do", {"after": "Write"}, ["Pack", "Write", "Call"]),
        ("To do", {"before": "Pack"}, ["Call", "Pack", "Write"]),
        ("Done", {}, ["Call"]),
    ],
)
def test_a_move_that_makes_the_keys_anew_ends_where_it_was_wanted(
    into: str, neighbour: dict[str, str], expected: list[str], board: Board, bob: User
) -> None:
    do(bob, board, "card.archive", card=card(board, "Test"))
    rows = {name: card(board, title) if title else "" for name, title in neighbour.items()}
    outcome = move(bob, board, "Call", into, **rows)
    assert titles(board, into) == expected
    assert outcome.change is not None and outcome.change.rekeyed == [str(column(board, into).pk)]
    assert f'<hx-order data-into="column-{column(board, into).pk}-cards"' in frame_of(outcome).html[MEMBERS]


@pytest.mark.usefixtures("_full")
def test_columns_are_made_anew_as_well(board: Board, bob: User) -> None:
    outcome = do(bob, board, "column.move", column=column(board, "Done"), before=column(board, "Doing"))
    assert list(Column.objects.filter(board=board).order_by("order").values_list("name", flat=True)) == [
        "To do",
        "Done",
        "Doing",
    ]
    assert outcome.change is not None and outcome.change.rekeyed == ["board"]
    assert f'<hx-order data-into="board-{board.pk}-columns"' in frame_of(outcome).html[MEMBERS]


@pytest.mark.usefixtures("_full")
def test_new_cards_and_a_foreign_column_of_the_same_size_are_kept_apart(board: Board, bob: User) -> None:
    before = list(Card.objects.filter(column=column(board, "Doing")).order_by("pk").values_list("pk", "order"))
    do(bob, board, "card.create", column=column(board, "To do"), title="New", after=card(board, "Pack"))
    assert titles(board, "To do") == ["Pack", "New", "Call", "Write"]
    assert list(Card.objects.filter(column=column(board, "Doing")).order_by("pk").values_list("pk", "order")) == before


def test_who_stands_there_already_keeps_the_key_that_pages_know(board: Board, bob: User) -> None:
    """No patch, so no frame: with another key, pages would sort by the old one."""
    wishes: list[tuple[str, dict[str, object]]]
    wishes = [("To do", {"after": ""}), ("Done", {}), ("Doing", {"after": column(board, "To do")})]
    for name, wish in wishes:
        there = column(board, name)
        assert do(bob, board, "column.move", column=there, **wish).patches == ()
        assert column(board, name).order == there.order
    wishes = [("Pack", {"after": ""}), ("Write", {}), ("Call", {"before": card(board, "Write")})]
    for title, wish in wishes:
        tile = card(board, title)
        assert do(bob, board, "card.move", card=tile, column=column(board, "To do"), **wish).patches == ()
        assert card(board, title).order == tile.order


def test_a_move_to_a_place_with_room_touches_no_other_key(board: Board, bob: User) -> None:
    before = dict(Card.objects.exclude(title="Pack").values_list("pk", "order"))
    outcome = move(bob, board, "Pack", "Doing", after=card(board, "Paint"))
    assert dict(Card.objects.exclude(title="Pack").values_list("pk", "order")) == before
    assert outcome.change is not None and outcome.change.rekeyed == []
