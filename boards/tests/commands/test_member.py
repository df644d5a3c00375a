"""Commands on members: who may be added, what becomes of owners, and that the journal tells of it."""

import pytest
from allauth.account.models import EmailAddress
from pytest_django import Settings

from boards import limits
from boards.models import Board, Change, Membership, Patch, Role, User
from boards.refusal import Reason, Refusal
from boards.tests.acts import card, do, frame_of


def roles(board: Board) -> dict[str, str]:
    """Return the members' roles by name."""
    return dict(Membership.objects.filter(board=board).values_list("user__name", "role"))


def refusal_of(actor: User, board: Board, verb: str, **fields: object) -> Refusal:
    """Return the refusal of a command that must not be accepted."""
    before = roles(board)
    with pytest.raises(Refusal) as refused:
        do(actor, board, verb, **fields)
    assert roles(board) == before
    return refused.value


def test_an_address_is_found_whatever_its_case_and_the_journal_does_not_keep_it(
    board: Board, alice: User, charlie: User
) -> None:
    outcome = do(alice, board, "member.add", email=charlie.email.upper(), role="viewer")
    assert roles(board)["Charlie"] == Role.VIEWER
    (patch,) = outcome.patches
    assert (patch.kind, patch.row, patch.before, patch.after) == ("member", charlie.pk, None, {"role": "viewer"})
    assert charlie.email not in str(list(Change.objects.values()) + list(Patch.objects.values()))


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("nobody@example.org", "Invite them instead"),
        ("bob@example.org", "Bob is a member already"),
        ("not an address", "valid email"),
        ("", "required"),
    ],
)
def test_an_address_that_cannot_be_added_is_refused_beside_its_field(
    board: Board, alice: User, email: str, words: str
) -> None:
    refused = refusal_of(alice, board, "member.add", email=email, role="editor")
    assert refused.reason is Reason.INVALID
    assert words in " ".join(refused.errors["email"])


def test_somebody_deactivated_is_not_found(board: Board, alice: User, charlie: User) -> None:
    charlie.is_active = False
    charlie.save(update_fields=["is_active"])
    assert "Invite them" in str(refusal_of(alice, board, "member.add", email=charlie.email, role="editor").errors)


def test_whoever_asks_for_very_many_addresses_has_to_wait(
    board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "addresses", limits.Budget(rate=0, burst=2))
    reasons = [refusal_of(alice, board, "member.add", email=f"{n}@example.org", role="editor").reason for n in range(3)]
    assert reasons == [Reason.INVALID, Reason.INVALID, Reason.TOO_FAST]


def test_a_role_that_does_not_exist_is_refused(board: Board, alice: User, bob: User) -> None:
    assert refusal_of(alice, board, "member.change", member=bob.pk, role="king").reason is Reason.INVALID


def test_the_last_owner_stays_the_owner(board: Board, alice: User, bob: User) -> None:
    for verb, fields in (
        ("member.leave", {}),
        ("member.remove", {"member": alice.pk}),
        ("member.change", {"member": alice.pk, "role": "viewer"}),
    ):
        assert "Hand it over" in str(refusal_of(alice, board, verb, **fields).errors), verb
    do(alice, board, "member.change", member=bob.pk, role="owner")
    # An owner who cannot sign in is none that a board could rely on.
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    assert "Hand it over" in str(refusal_of(alice, board, "member.leave").errors)


def test_an_admin_manages_everybody_below_and_no_owner_or_admin(
    board: Board, alice: User, bob: User, vera: User, charlie: User
) -> None:
    do(alice, board, "member.change", member=bob.pk, role="admin")
    for verb, fields in (
        ("member.add", {"email": charlie.email, "role": "admin"}),
        ("member.change", {"member": vera.pk, "role": "owner"}),
        ("member.change", {"member": bob.pk, "role": "owner"}),
        ("member.change", {"member": alice.pk, "role": "viewer"}),
        ("member.remove", {"member": alice.pk}),
        ("board.hand_over", {"member": bob.pk}),
    ):
        assert refusal_of(bob, board, verb, **fields).reason is Reason.FORBIDDEN, (verb, fields)
    do(bob, board, "member.add", email=charlie.email, role="commenter")
    do(bob, board, "member.change", member=vera.pk, role="editor")
    do(bob, board, "member.remove", member=charlie.pk)
    assert roles(board) == {"Alice": "owner", "Bob": "admin", "Vera": "editor"}


def test_handing_over_makes_one_the_owner_and_the_other_an_admin(board: Board, alice: User, vera: User) -> None:
    outcome = do(alice, board, "board.hand_over", member=vera.pk)
    assert roles(board) == {"Alice": "admin", "Bob": "editor", "Vera": "owner"}
    assert {(patch.row, patch.after["role"]) for patch in outcome.patches if patch.after} == {
        (alice.pk, "admin"),
        (vera.pk, "owner"),
    }
    assert refusal_of(alice, board, "board.hand_over", member=vera.pk).reason is Reason.FORBIDDEN
    assert "already" in str(refusal_of(vera, board, "board.hand_over", member=vera.pk).errors)


def test_whoever_leaves_or_is_removed_has_no_board_any_more(board: Board, alice: User, bob: User, vera: User) -> None:
    do(vera, board, "member.leave")
    do(alice, board, "member.remove", member=bob.pk)
    assert roles(board) == {"Alice": "owner"}
    for person in (bob, vera):
        assert refusal_of(person, board, "card.archive", card=card(board, "Pack")).reason is Reason.GONE


def test_frames_name_those_whose_rights_changed_and_tell_hubs_to_look_again(
    board: Board, alice: User, bob: User
) -> None:
    frame = frame_of(do(alice, board, "member.change", member=bob.pk, role="viewer"))
    assert frame.access and f'data-concerned="{bob.pk}"' in frame.html["members"]
    frame = frame_of(do(alice, board, "board.archive"))
    assert frame.access and 'data-concerned="all"' in frame.html["members"]
    frame = frame_of(do(alice, board, "board.restore"))
    assert frame.access
    frame = frame_of(do(alice, board, "board.rename", name="Ship"))
    assert not frame.access and "concerned" not in frame.html["members"]


def test_on_an_archived_board_nothing_changes_but_who_may_see_it(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "board.archive")
    for actor, verb, fields in (
        (bob, "card.edit", {"card": card(board, "Pack"), "title": "X"}),
        (alice, "column.create", {"name": "X"}),
        (alice, "board.rename", {"name": "X"}),
    ):
        refused = refusal_of(actor, board, verb, **fields)
        assert refused.reason is Reason.FORBIDDEN and "archived" in str(refused.errors), verb
    do(alice, board, "member.remove", member=bob.pk)
    do(alice, board, "board.restore")
    do(alice, board, "card.edit", card=card(board, "Pack"), title="X")


def test_where_addresses_are_confirmed_one_that_is_not_is_nobodys(
    board: Board, alice: User, charlie: User, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    for confirmed in (None, "other@example.org"):
        if confirmed:
            EmailAddress.objects.create(user=charlie, email=confirmed, verified=True)
        refused = refusal_of(alice, board, "member.add", email=charlie.email, role="editor")
        unknown = refusal_of(alice, board, "member.add", email="nobody@example.org", role="editor")
        assert refused.errors == unknown.errors
    EmailAddress.objects.create(user=charlie, email=charlie.email, verified=True, primary=True)
    do(alice, board, "member.add", email=charlie.email.upper(), role="editor")
    assert roles(board)["Charlie"] == Role.EDITOR
