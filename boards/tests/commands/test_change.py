"""Undo and redo: one's own changes, unless somebody has changed the same since."""

from pytest_django import DjangoAssertNumQueries

from boards.commands.perform import Outcome
from boards.models import Board, Card, Change, Column, Membership, Role, User
from boards.refusal import Reason, Refusal
from boards.tests.acts import card, column, do, move, undo
from boards.tests.commands.conftest import Refuse


def titles(board: Board, name: str) -> list[str]:
    cards = Card.objects.filter(board=board, column__name=name, archived=False)
    return list(cards.order_by("order").values_list("title", flat=True))


def test_a_row_of_changes_is_taken_back_one_by_one_and_done_again(board: Board, alice: User) -> None:
    call = card(board, "Call")
    first = do(alice, board, "card.edit", card=call, title="Ring")
    second = do(alice, board, "card.edit", card=call, title="Shout")
    seen = []
    undone = []
    for step in (second, first):
        undone.append(undo(alice, board, step))
        call.refresh_from_db()
        seen.append(call.title)
    for step in reversed(undone):
        undo(alice, board, step)
        call.refresh_from_db()
        seen.append(call.title)
    assert seen == ["Ring", "Call", "Ring", "Shout"]


def test_a_row_of_moves_is_taken_back_one_by_one(board: Board, alice: User) -> None:
    moves = [move(alice, board, "Call", name, after="") for name in ("Doing", "Done", "To do")]
    for step in reversed(moves):
        undo(alice, board, step)
    assert titles(board, "To do") == ["Pack", "Call", "Write"]
    assert (titles(board, "Doing"), titles(board, "Done")) == (["Paint", "Sand", "Test"], [])


def test_a_field_that_somebody_changed_since_is_not_taken_back(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    call = card(board, "Call")
    first = do(alice, board, "card.edit", card=call, title="Ring")
    do(bob, board, "card.edit", card=call, title="Shout")
    refused = refuse_undo(refuse, alice, first)
    assert "Bob has changed this since" in refused.errors[""][0]


def test_another_field_that_somebody_changed_since_stays_as_it_is(board: Board, alice: User, bob: User) -> None:
    call = card(board, "Call")
    first = do(alice, board, "card.edit", card=call, title="Ring")
    do(bob, board, "card.edit", card=call, description="Loud")
    move(bob, board, "Ring", "Done")
    undo(alice, board, first)
    call.refresh_from_db()
    assert (call.title, call.description, call.column.name) == ("Call", "Loud", "Done")


def test_what_somebody_changed_and_took_back_is_in_nobodys_way(board: Board, alice: User, bob: User) -> None:
    call = card(board, "Call")
    first = do(alice, board, "card.edit", card=call, title="Ring")
    undo(bob, board, do(bob, board, "card.edit", card=call, title="Shout"))
    undo(alice, board, first)
    call.refresh_from_db()
    assert call.title == "Call"


def test_an_undo_is_not_done_twice_from_two_tabs(board: Board, alice: User, refuse: Refuse) -> None:
    first = do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    undo(alice, board, first)
    refused = refuse_undo(refuse, alice, first)
    assert "You have changed this again" in refused.errors[""][0]


def test_only_ones_own_changes_are_undone(board: Board, alice: User, bob: User, refuse: Refuse) -> None:
    first = do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    assert refuse_undo(refuse, bob, first, Reason.INVALID).errors.keys() == {"change"}


def test_the_first_change_of_a_board_is_not_undone(board: Board, alice: User, refuse: Refuse) -> None:
    change = Change.objects.get(board=board)
    refuse(Reason.INVALID, alice, "change.undo", change=change.command_id)


def test_a_card_goes_to_the_archive_when_its_making_is_undone_and_comes_back(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    made = do(alice, board, "card.create", column=column(board, "Done"), title="Sail")
    do(alice, board, "card.edit", card=card(board, "Sail"), description="Far")
    back = undo(alice, board, made)
    assert (titles(board, "Done"), column(board, "Done").card_count) == ([], 0)
    undo(alice, board, back)
    assert (titles(board, "Done"), column(board, "Done").card_count) == (["Sail"], 1)
    # Somebody else's work on it stays on the board.
    do(bob, board, "card.edit", card=card(board, "Sail"), title="Sail on")
    refuse_undo(refuse, alice, made)


def test_a_column_with_cards_is_not_taken_off_by_undoing_its_making(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    made = do(alice, board, "column.create", name="Later")
    move(bob, board, "Call", "Later")
    refused = refuse_undo(refuse, alice, made, Reason.INVALID)
    assert "There are cards in “Later”" in refused.errors[""][0]


def test_a_card_goes_back_to_its_column_though_its_neighbour_has_left(board: Board, alice: User, bob: User) -> None:
    moved = move(alice, board, "Call", "Done")
    move(bob, board, "Pack", "Done")
    undo(alice, board, moved)
    assert (titles(board, "To do"), titles(board, "Done")) == (["Write", "Call"], ["Pack"])


def test_a_card_does_not_go_back_to_a_column_that_is_archived(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    moved = move(alice, board, "Call", "Done")
    do(bob, board, "column.archive", column=column(board, "To do"))
    assert "archived" in refuse_undo(refuse, alice, moved, Reason.INVALID).errors["column"][0]


def test_a_card_that_is_gone_for_good_stays_gone(board: Board, alice: User, bob: User, refuse: Refuse) -> None:
    moved = move(alice, board, "Call", "Done")
    deleted = do(bob, board, "card.delete", card=card(board, "Call"))
    refuse_undo(refuse, alice, moved, Reason.CONFLICT)
    assert "cannot be undone" in refuse_undo(refuse, bob, deleted, Reason.INVALID).errors["change"][0]


def test_whoever_may_not_do_it_any_more_may_not_undo_it(board: Board, alice: User, bob: User, refuse: Refuse) -> None:
    # Bob was an owner when he renamed the board.
    Membership.objects.filter(board=board, user=bob).update(role=Role.OWNER)
    renamed = do(bob, board, "board.rename", name="Ship")
    edited = do(bob, board, "card.edit", card=card(board, "Call"), title="Ring")
    Membership.objects.filter(board=board, user=bob).update(role=Role.EDITOR)
    refuse_undo(refuse, bob, renamed, Reason.FORBIDDEN)
    undo(bob, board, edited)


def test_archiving_a_board_can_be_undone_and_nothing_else_on_it(board: Board, alice: User, refuse: Refuse) -> None:
    edited = do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    put_away = do(alice, board, "board.archive")
    refuse_undo(refuse, alice, edited, Reason.FORBIDDEN)
    undo(alice, board, put_away)
    undo(alice, board, edited)


def test_the_number_of_queries_does_not_grow_with_the_journal(
    board: Board, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    call = card(board, "Call")
    first = do(alice, board, "card.edit", card=call, title="Ring")
    for _ in range(30):
        move(alice, board, "Ring", "Done")
        move(alice, board, "Ring", "Doing")
    with django_assert_max_num_queries(20):
        undo(alice, board, first)
    assert Column.objects.filter(board=board, name="Doing", card_count=4).exists()


def refuse_undo(refuse: Refuse, actor: User, outcome: Outcome, reason: Reason = Reason.CONFLICT) -> Refusal:
    """Expect that a change is not undone."""
    assert outcome.change is not None
    return refuse(reason, actor, "change.undo", change=outcome.change.command_id)
