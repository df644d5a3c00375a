"""The table of roles, and the way from an id to a row."""

from uuid import uuid4

import pytest

from boards import access, roles
from boards.models import Board, Card, Column, Role, User
from boards.refusal import Reason, Refusal
from boards.tests.acts import card, column


def test_every_role_sees_its_board_and_the_roles_contain_each_other() -> None:
    owner, admin, editor, commenter, viewer = (access.TABLE[role] for role in Role)
    assert viewer == commenter == {access.SEE, "member.leave"}
    assert commenter < editor < admin < owner
    assert owner - admin == {"board.delete", "board.hand_over"}


def test_nobody_gives_or_takes_a_role_as_mighty_as_their_own_but_owners() -> None:
    assert access.managed_by(Role.OWNER) == list(Role)
    assert access.managed_by(Role.ADMIN) == [Role.EDITOR, Role.COMMENTER, Role.VIEWER]
    assert not any(access.managed_by(role) for role in (Role.EDITOR, Role.COMMENTER, Role.VIEWER))


def test_every_action_of_the_table_has_words_and_rows_of_the_same_words_are_alike() -> None:
    assert set(roles.WORDS) == set().union(*access.TABLE.values())
    for action, words in roles.WORDS.items():
        (row,) = (row for row in roles.table() if row.words == str(words))
        assert row.marks == [action in access.TABLE[role] for role in Role], action


def test_roles_for_names_the_mightiest_first_and_nobody_for_what_is_unknown() -> None:
    assert access.roles_for("board.rename") == [Role.OWNER, Role.ADMIN]
    assert access.roles_for("card.edit") == [Role.OWNER, Role.ADMIN, Role.EDITOR]
    assert access.roles_for("card.explode") == []


def test_a_member_has_a_role_and_a_role_has_limits(board: Board, alice: User, bob: User, vera: User) -> None:
    assert access.authorise(actor=alice, action="board.rename", board=board) is Role.OWNER
    assert access.board_for(actor=vera, board_id=board.pk) == (board, Role.VIEWER)
    for actor, action in ((bob, "board.rename"), (vera, "card.edit"), (alice, "card.explode")):
        with pytest.raises(Refusal) as refused:
            access.authorise(actor=actor, action=action, board=board)
        assert refused.value.reason is Reason.FORBIDDEN


def test_to_an_outsider_and_to_somebody_deactivated_a_board_is_not_there(
    board: Board, bob: User, charlie: User
) -> None:
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    words = set()
    for actor, board_id in ((charlie, board.pk), (charlie, uuid4()), (bob, board.pk)):
        with pytest.raises(Refusal) as refused:
            access.board_for(actor=actor, board_id=board_id)
        assert refused.value.reason is Reason.GONE
        words.add(str(refused.value.errors))
    assert len(words) == 1


def test_a_child_is_found_through_its_board_only(board: Board, foreign: Board) -> None:
    pack, todo = card(board, "Pack"), column(board, "To do")
    assert access.child(Card, board=board, pk=pack.pk) == pack
    assert access.child(Column, board=board, pk=todo.pk) == todo
    for where, pk in ((foreign, pack.pk), (board, uuid4()), (board, todo.pk)):
        assert access.find_child(Card, board=where, pk=pk) is None
        with pytest.raises(Refusal) as refused:
            access.child(Card, board=where, pk=pk)
        assert refused.value.reason is Reason.GONE


def test_an_id_is_taken_wherever_its_row_is(board: Board, foreign: Board) -> None:
    assert access.is_taken(Card, foreign.cards.get().pk)
    # Of another kind as well: the journal knows rows by their ids alone.
    assert access.is_taken(Column, foreign.cards.get().pk) and access.is_taken(Card, foreign.pk)
    assert not access.is_taken(Column, uuid4())
