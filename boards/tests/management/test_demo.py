"""``manage.py demo``: something to try, and something to measure."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from boards.models import Board, Membership, User
from boards.tests.laws.test_journal_law import State


def demo(**options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("demo", json=True, stdout=out, **options)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_it_tells_programs_what_it_made(db: None) -> None:
    told = demo(boards=2, columns=3, cards=10, users=4)
    assert told.keys() == {"boards", "users"}
    assert [user["role"] for user in told["users"]] == ["owner", "editor", "viewer", "outsider"]
    assert all(user.keys() == {"login", "password", "role"} for user in told["users"])
    for about in told["boards"]:
        assert about.keys() == {"id", "url", "columns", "cards"}
        board = Board.objects.get(pk=about["id"])
        assert about["url"] == f"/b/{board.pk}/"
        assert about["columns"] == [str(pk) for pk in board.columns.values_list("pk", flat=True)]
        assert len(about["columns"]) == 3 and len(about["cards"]) == len(set(about["cards"])) == 10
        roles = dict(Membership.objects.filter(board=board).values_list("user__email", "role"))
        assert roles == {user["login"]: user["role"] for user in told["users"][:3]}


def test_its_people_and_boards_differ_in_colour(db: None) -> None:
    demo(users=8, boards=8, cards=5)
    assert len(set(User.objects.values_list("colour", flat=True))) == 8
    assert len({board.colour for board in Board.objects.all()}) == 8


def test_its_users_can_sign_in(db: None) -> None:
    for user in demo(users=3)["users"]:
        request = RequestFactory().post("/accounts/login/")
        assert authenticate(request, email=user["login"], password=user["password"]) == User.objects.get(
            email=user["login"]
        )


@pytest.mark.parametrize(
    ("users", "roles"),
    [
        (1, "owner"),
        (2, "owner editor"),
        (3, "owner editor outsider"),
        (6, "owner editor viewer admin commenter outsider"),
    ],
)
def test_the_last_of_three_or_more_is_an_outsider(users: int, roles: str, db: None) -> None:
    assert [user["role"] for user in demo(users=users)["users"]] == roles.split()


def test_a_visitor_finds_forty_cards_that_explain_and_a_plausible_project(db: None) -> None:
    (about,) = demo()["boards"]
    board = Board.objects.get(pk=about["id"])
    titles = list(board.cards.order_by("number").values_list("title", flat=True))
    assert len(titles) == len(set(titles)) == 40
    columns = [column.name for column in board.columns.all()]
    assert columns == ["Start here", "To do", "Doing", "Review", "Done"]
    assert titles[0] == "Drag me to Done" and "Open me: two people can write here at once" in titles


def test_on_a_large_board_what_explains_is_said_once(db: None) -> None:
    (about,) = demo(cards=200)["boards"]
    titles = list(Board.objects.get(pk=about["id"]).cards.values_list("title", flat=True))
    assert len(titles) == len(set(titles)) == 200
    assert [title for title in titles if title.startswith("Drag me")] == ["Drag me to Done"]
    assert "Bank account (2)" in titles


@pytest.mark.parametrize(("columns", "cards"), [(1, 0), (1, 100), (7, 3), (9, 123)])
def test_any_size_has_sound_counters_and_a_journal(columns: int, cards: int, db: None) -> None:
    (about,) = demo(columns=columns, cards=cards)["boards"]
    board = Board.objects.get(pk=about["id"])
    assert (len(about["columns"]), len(about["cards"])) == (columns, cards)
    assert [column.card_count for column in board.columns.all()] == [
        column.cards.count() for column in board.columns.all()
    ]
    assert board.next_number == cards + 1
    told = State()
    for patch in board.changes.get().patches.all():
        told.apply(str(patch.row), patch.after)
    assert told.same(State.stored(board))


def test_run_again_it_makes_another_board_and_no_user_twice(db: None) -> None:
    demo()
    demo()
    assert (Board.objects.count(), User.objects.count()) == (2, 4)


@pytest.mark.parametrize("wrong", [{"boards": 0}, {"columns": 0}, {"users": 0}, {"cards": -1}])
def test_it_refuses_what_makes_no_sense_and_makes_nothing(wrong: dict[str, int], db: None) -> None:
    with pytest.raises(CommandError, match="at least one"):
        demo(**wrong)
    assert not User.objects.exists()


def test_people_are_told_how_to_sign_in(db: None) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert "alice@demo.example" in out.getvalue() and "(outsider)" in out.getvalue()
