"""One transaction for one command: its lock, its one Change, and nothing at all of what was refused."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from boards import access
from boards.commands.perform import perform
from boards.models import Board, Card, Change, Membership, User
from boards.prepared import PreparedUpdate
from boards.refusal import Reason, Refusal
from boards.tests.acts import column, do
from boards.tests.commands.conftest import Refuse
from boards.tests.laws.samples import submission


def test_an_outsider_learns_nothing_from_a_members_command_id(board: Board, bob: User, charlie: User) -> None:
    sent = submission("column.create", {"name": "Later"})
    perform(sent, board_id=board.pk, actor=bob)
    Membership.objects.filter(user=bob).delete()
    for actor in (charlie, bob):
        with pytest.raises(Refusal) as refused:
            perform(sent, board_id=board.pk, actor=actor)
        assert refused.value.reason is Reason.GONE


def test_who_becomes_a_member_after_the_lock_was_asked_for_has_none(
    board: Board, bob: User, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As when the row was not theirs to lock, and somebody adds them before it is read.
    monkeypatch.setattr(PreparedUpdate, "run", lambda *_, **__: 0)
    refuse(Reason.GONE, bob, "board.rename", name="Ship")


def test_the_same_id_on_another_board_is_another_command(
    board: Board, bob: User, charlie: User, foreign: Board
) -> None:
    sent = submission("column.create", {"name": "Later"})
    for where, actor in ((board, bob), (foreign, charlie)):
        assert perform(sent, board_id=where.pk, actor=actor).change is not None


def test_an_id_that_somebody_takes_on_another_board_at_the_same_moment_is_refused(
    board: Board, foreign: Board, bob: User, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The other board has another lock: it was not taken when we looked.
    monkeypatch.setattr(access, "is_taken", lambda *_: False)
    taken = foreign.cards.get()
    refuse(Reason.INVALID, bob, "card.create", card=taken.pk, column=column(board, "Done"), title="Mine")
    taken.refresh_from_db()
    assert taken.title == "Secret"


def test_revisions_and_numbers_are_taken_by_what_is_accepted_only(board: Board, bob: User, refuse: Refuse) -> None:
    todo = column(board, "To do")
    refuse(Reason.INVALID, bob, "card.create", column=todo, title="")
    refuse(Reason.GONE, bob, "card.archive", card=uuid4())
    outcome = do(bob, board, "card.create", column=todo, title="Sail")
    assert (outcome.revision, Card.objects.get(title="Sail").number) == (2, 7)


def test_the_database_itself_keeps_one_change_for_a_revision(board: Board, bob: User) -> None:
    with pytest.raises(IntegrityError):
        Change(board=board, revision=1, actor=bob, command="board.rename").save(force_insert=True)
