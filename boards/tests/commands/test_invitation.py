"""Invitations: who may make them and take them back, what is kept and told of them, and joining by them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from boards import invitations, limits, tokens
from boards.commands import invitation as commands
from boards.commands.joining import join, take_account
from boards.models import Board, Change, Invitation, Membership, Patch, Role, User
from boards.refusal import Reason, Refusal
from boards.tests.acts import do
from boards.tests.commands.test_member import refusal_of, roles


def invite(actor: User, board: Board, **fields: Any) -> Invitation:
    """Make an invitation; return its row."""
    outcome = do(actor, board, "invitation.create", **{"role": "editor"} | fields)
    return Invitation.objects.get(pk=outcome.patches[0].row)


def joins(user: User, invitation: Invitation) -> str:
    """Let somebody accept an invitation; return their role then, or why not."""
    try:
        joined = join(actor=user, digest=invitation.digest)
    except Refusal as refused:
        return str(refused.reason)
    return str(Membership.objects.get(board=joined.board, user=user).role)


def test_a_link_lasts_a_week_and_lets_one_in_unless_more_is_asked_for(board: Board, alice: User) -> None:
    plain, large = invite(alice, board), invite(alice, board, days="30", uses="100")
    assert [(one.max_uses, one.used, one.email, one.mailed) for one in (plain, large)] == [
        (1, 0, "", False),
        (100, 0, "", False),
    ]
    for one, days in ((plain, 7), (large, 30)):
        assert abs(one.expires_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
        assert one.digest == tokens.digest_of(one.secret) and one.address.endswith(f"/join/{one.secret}/")


@pytest.mark.parametrize("sends_mail", [True, False])
def test_one_by_mail_is_for_one_person_and_the_journal_does_not_say_whom(
    sends_mail: bool, board: Board, alice: User, settings: Settings
) -> None:
    settings.SENDS_MAIL = sends_mail
    outcome = do(alice, board, "invitation.create", role="viewer", email="dora@example.org", uses="100")
    (mail,) = outcome.mails
    invitation = Invitation.objects.get(email="dora@example.org")
    assert (invitation.max_uses, invitation.mailed) == (1, sends_mail)
    assert mail.to == "dora@example.org"
    (patch,) = outcome.patches
    assert (patch.kind, patch.row, patch.before, patch.after) == ("invitation", invitation.pk, None, {"role": "viewer"})
    told = str(list(Change.objects.values()) + list(Patch.objects.values()))
    assert "dora@example.org" not in told and invitation.secret not in told


def test_whether_an_address_has_an_account_makes_no_difference(board: Board, alice: User, charlie: User) -> None:
    answers = [
        do(alice, board, "invitation.create", role="viewer", email=email)
        for email in (charlie.email, "nobody@example.org", alice.email)
    ]
    assert [(len(each.mails), each.patches[0].after) for each in answers] == [(1, {"role": "viewer"})] * 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "not an address"}, "email"),
        ({"days": "400"}, "days"),
        ({"uses": "0"}, "uses"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    fields: dict[str, str], field: str, board: Board, alice: User
) -> None:
    refused = refusal_of(alice, board, "invitation.create", **{"role": "viewer"} | fields)
    assert refused.reason is Reason.INVALID and list(refused.errors) == [field]


def test_nobody_invites_to_a_role_that_is_not_theirs_to_give_nor_takes_such_an_invitation_back(
    board: Board, alice: User, bob: User, vera: User
) -> None:
    do(alice, board, "member.change", member=bob.pk, role="admin")
    above = invite(alice, board, role="admin")
    for verb, fields in (
        ("invitation.create", {"role": "admin"}),
        ("invitation.create", {"role": "owner", "email": "dora@example.org"}),
        ("invitation.revoke", {"invitation": above.pk}),
    ):
        assert refusal_of(bob, board, verb, **fields).reason is Reason.FORBIDDEN, fields
        assert refusal_of(vera, board, verb, **fields).reason is Reason.FORBIDDEN, fields
    mine = invite(bob, board, role="editor")
    do(bob, board, "invitation.revoke", invitation=mine.pk)
    assert list(board.invitations.all()) == [above]


def test_mail_to_strangers_is_not_for_the_masses(board: Board, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "mails", limits.Budget(rate=0, burst=2))
    for number in range(2):
        invite(alice, board, email=f"{number}@example.org")
    refused = refusal_of(alice, board, "invitation.create", role="viewer", email="2@example.org")
    assert refused.reason is Reason.TOO_FAST
    # A link goes to nobody.
    invite(alice, board)


def test_a_board_has_so_many_invitations_and_what_is_over_makes_room(
    board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "MAX_OPEN", 2)
    old = invite(alice, board, email="dora@example.org")
    invite(alice, board)
    assert "Take some back" in str(refusal_of(alice, board, "invitation.create", role="viewer").errors)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    invite(alice, board)
    assert not Invitation.objects.filter(pk=old.pk).exists()


def test_whoever_accepts_is_a_member_and_the_journal_tells_of_it(board: Board, alice: User, charlie: User) -> None:
    invitation = invite(alice, board, role="commenter")
    joined = join(actor=charlie, digest=invitation.digest)
    assert roles(board)["Charlie"] == Role.COMMENTER
    assert joined.change is not None
    board.refresh_from_db()
    assert (joined.change.command, joined.change.actor_id) == ("member.join", charlie.pk)
    assert joined.change.revision == board.revision
    (patch,) = joined.change.patches.all()
    assert (patch.kind, patch.row, patch.before, patch.after) == ("member", charlie.pk, None, {"role": "commenter"})


def test_who_is_a_member_already_keeps_the_role_and_spends_nothing(board: Board, alice: User, bob: User) -> None:
    invitation = invite(alice, board, role="viewer")
    revision = board.changes.count()
    for user in (bob, alice):
        assert join(actor=user, digest=invitation.digest).change is None
    assert roles(board) == {"Alice": "owner", "Bob": "editor", "Vera": "viewer"}
    invitation.refresh_from_db()
    assert invitation.used == 0 and board.changes.count() == revision


def test_uses_are_counted(board: Board, alice: User, charlie: User, stranger: User) -> None:
    single = invite(alice, board)
    assert joins(charlie, single) == "editor"
    # Again, by somebody who is in already; then by somebody who is not.
    assert joins(charlie, single) == "editor"
    assert joins(stranger, single) == "gone"
    assert joins(stranger, invite(alice, board, uses="10", role="viewer")) == "viewer"


def expire(invitation: Invitation, alice: User) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def revoke(invitation: Invitation, alice: User) -> None:
    do(alice, invitation.board, "invitation.revoke", invitation=invitation.pk)


def demote_the_maker(invitation: Invitation, alice: User) -> None:
    do(alice, invitation.board, "member.change", member=invitation.created_by_id, role="editor")


def remove_the_maker(invitation: Invitation, alice: User) -> None:
    do(alice, invitation.board, "member.remove", member=invitation.created_by_id)


def disable_the_maker(invitation: Invitation, alice: User) -> None:
    User.objects.filter(pk=invitation.created_by_id).update(is_active=False)


def delete_the_maker(invitation: Invitation, alice: User) -> None:
    User.objects.get(pk=invitation.created_by_id).delete()


@pytest.mark.parametrize(
    "happens", [expire, revoke, demote_the_maker, remove_the_maker, disable_the_maker, delete_the_maker]
)
def test_an_invitation_ends(happens: Any, board: Board, alice: User, bob: User, charlie: User) -> None:
    do(alice, board, "member.change", member=bob.pk, role="admin")
    invitation = invite(bob, board)
    found = invitations.find(invitation.digest)
    assert found is not None and invitations.is_good(found)
    happens(invitation, alice)
    assert joins(charlie, invitation) == "gone"
    assert "Charlie" not in roles(board)
    assert joins(charlie, invite(alice, board)) == "editor"


def test_on_an_archived_board_people_are_invited_and_join(board: Board, alice: User, charlie: User) -> None:
    do(alice, board, "board.archive")
    assert joins(charlie, invite(alice, board)) == "editor"


def test_an_invitation_makes_as_many_accounts_as_it_lets_people_in(board: Board, alice: User, charlie: User) -> None:
    invitation = invite(alice, board, uses="10")
    assert [take_account(invitation) for _ in range(11)] == [True] * 10 + [False]
    gone = invite(alice, board)
    do(alice, board, "invitation.revoke", invitation=gone.pk)
    assert not take_account(gone)
    # Who has an account takes none.
    assert joins(charlie, invitation) == "editor"


def test_with_another_key_of_the_server_it_works_and_is_not_shown(
    board: Board, alice: User, charlie: User, settings: Settings
) -> None:
    invitation = invite(alice, board)
    settings.SECRET_KEY = "another" * 8
    assert invitation.address == ""
    assert joins(charlie, invitation) == "editor"


def test_whoever_was_removed_does_not_come_back_by_what_is_still_open(
    board: Board, alice: User, charlie: User, stranger: User
) -> None:
    invitation = invite(alice, board, uses="100")
    assert joins(charlie, invitation) == Role.EDITOR
    do(charlie, board, "member.leave")
    # That was her own doing.
    assert joins(charlie, invitation) == Role.EDITOR
    do(alice, board, "member.remove", member=charlie.pk)
    assert joins(charlie, invitation) == Reason.GONE
    # Others may, and so may she by a new one.
    assert joins(stranger, invitation) == Role.EDITOR
    assert joins(charlie, invite(alice, board)) == Role.EDITOR
