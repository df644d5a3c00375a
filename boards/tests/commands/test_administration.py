"""What an administrator does to boards: journalled, heard by open pages, and never a board without an owner."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection, connections
from pytest_django import Settings

from boards import activity
from boards.commands import administration, joining
from boards.commands.board import create_board
from boards.live import heart
from boards.models import Board, Card, Change, Invitation, Membership, Patch, Role, User
from boards.refusal import Refusal
from boards.tests.acts import do
from boards.tests.commands.test_member import roles
from boards.tests.doors import Socket
from boards.threads import in_commands


def test_a_board_is_handed_to_a_member_or_to_somebody_new(board: Board, bob: User, charlie: User) -> None:
    administration.hand_over(board_id=board.pk, user=bob)
    assert roles(board) == {"Alice": Role.ADMIN, "Bob": Role.OWNER, "Vera": Role.VIEWER}
    administration.hand_over(board_id=board.pk, user=charlie)
    assert roles(board) == {"Alice": "admin", "Bob": "admin", "Vera": "viewer", "Charlie": "owner"}


def test_the_journal_tells_of_it_without_an_actor(board: Board, alice: User, bob: User) -> None:
    change = administration.hand_over(board_id=board.pk, user=bob)
    assert (change.revision, change.actor, change.command) == (2, None, "board.hand_over")
    told = {patch.row: (patch.before, patch.after) for patch in change.patches.all()}
    assert told == {
        bob.pk: ({"role": "editor"}, {"role": "owner"}),
        alice.pk: ({"role": "owner"}, {"role": "admin"}),
    }
    page = activity.of_board(board=board)
    assert (page.entries[0].actor, page.entries[0].sentence) == (None, "handed the board over to <strong>Bob</strong>")


def test_a_board_without_an_active_owner_gets_one(board: Board, alice: User, vera: User) -> None:
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    administration.hand_over(board_id=board.pk, user=vera)
    assert roles(board)["Vera"] == "owner" and roles(board)["Alice"] == "admin"


def test_a_deleted_board_takes_its_journal_along_and_no_other_board(board: Board, foreign: Board) -> None:
    administration.delete_board(board_id=board.pk)
    assert list(Board.objects.all()) == [foreign]
    assert not Change.objects.exclude(board=foreign).exists()
    with pytest.raises(Refusal):
        administration.delete_board(board_id=board.pk)


def test_whoever_is_deleted_leaves_neither_address_nor_name(
    board: Board, alice: User, charlie: User, settings: Settings
) -> None:
    settings.SENDS_MAIL = True
    for email in (charlie.email.upper(), "dora@example.org"):
        do(alice, board, "invitation.create", role="viewer", email=email)
    invitation = Invitation.objects.get(email__iexact=charlie.email)
    joining.join(actor=charlie, digest=invitation.digest)
    LogEntry.objects.log_actions(alice.pk, [charlie, alice], CHANGE, "", single_object=False)
    administration.delete_user(charlie)
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["", "dora@example.org"]
    assert sorted(LogEntry.objects.values_list("object_repr", flat=True)) == ["Alice", "Somebody"]


@pytest.mark.django_db(transaction=True)
def test_a_board_that_somebody_makes_while_her_account_goes_is_not_left_to_nobody(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = administration._lock_without_boards

    def overtaken(user: User) -> None:
        if connection.vendor == "postgresql":
            # Another tab's, which is committed at once.
            with ThreadPoolExecutor(1) as tab:
                tab.submit(create_board, owner=alice, name="Late").result()
                tab.submit(connections.close_all).result()
        else:
            # One writer: whatever comes in between has come before.
            create_board(owner=alice, name="Late")
        lock(user)

    monkeypatch.setattr(administration, "_lock_without_boards", overtaken)
    with pytest.raises(Refusal):
        administration.delete_user(alice)
    assert User.objects.filter(pk=alice.pk).exists()
    assert not Board.objects.filter(memberships=None).exists()


def test_whoever_is_deleted_leaves_the_boards_of_others_in_the_journal(board: Board, foreign: Board, bob: User) -> None:
    made = do(bob, board, "card.create", column=board.columns.first(), title="Bob's")
    bob_id = bob.pk
    administration.delete_user(bob)
    assert "Bob" not in roles(board)
    change = Change.objects.filter(board=board).latest("revision")
    assert (change.revision, change.command, change.actor) == (made.revision + 1, "member.remove", None)
    assert Patch.objects.get(change=change).row == bob_id
    # What Bob wrote is the board's.
    assert Card.objects.filter(board=board, title="Bob's").exists()
    assert Board.objects.filter(pk=foreign.pk).exists()


def test_a_board_that_nobody_else_is_on_goes_along(board: Board, foreign: Board, charlie: User) -> None:
    administration.delete_user(charlie)
    assert list(Board.objects.all()) == [board]


def test_the_last_owner_of_a_board_of_others_is_not_deleted(board: Board, alice: User) -> None:
    own = Board.objects.create(name="Own")
    Membership.objects.create(board=own, user=alice, role=Role.OWNER)
    with pytest.raises(Refusal, match="Hand it over"):
        administration.delete_user(alice)
    # Nothing was done by halves.
    assert Board.objects.filter(pk=own.pk).exists() and roles(board)["Alice"] == "owner"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_open_pages_hear_of_it_and_an_outsider_does_not(
    board: Board, foreign: Board, alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    # Nobody is told where the board is, which would be something heard.
    monkeypatch.setattr(heart, "HEAD_EVERY", 1_000_000)
    async with Socket(alice, board) as alices, Socket(charlie, foreign) as charlies, Socket(bob, board) as bobs:
        await in_commands(lambda: administration.hand_over(board_id=board.pk, user=bob))
        assert 'data-verb="board.hand_over"' in await alices.frame()
        await in_commands(lambda: administration.hand_over(board_id=board.pk, user=alice))
        await in_commands(administration.delete_user, bob)
        assert await bobs.closed_with() == 4401
        assert await charlies.hears_nothing_more()
