"""The access law: every role x every command x both doors, with a foreign object in every id field."""

from uuid import uuid4

import pytest
from django import forms

from boards import access
from boards.commands.base import Command
from boards.commands.fields import (
    ChangeField,
    ChildField,
    ChildrenField,
    MemberField,
    NeighbourField,
    NewIdField,
)
from boards.commands.registry import COMMANDS, register
from boards.models import Board, Card, Change, Column, Invitation, Link, Membership, Patch, Role, User
from boards.tests.doors import DOORS
from boards.tests.laws.samples import SAMPLES, Fields
from boards.threads import in_reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]
BOTH = pytest.mark.parametrize("door", DOORS)
ID_FIELDS = (ChangeField, ChildField, ChildrenField, MemberField, NeighbourField, NewIdField)


def role_of(user: User | None, board: Board) -> Role | None:
    """Return somebody's role on the board as it is now."""
    found = Membership.objects.filter(board=board, user=user).first() if user else None
    return Role(found.role) if found else None


def manages(role: Role, board: Board, form: Fields) -> bool:
    """Tell whether a role may give and take the roles that a form on a member or an invitation is about."""
    members = Membership.objects.filter(board=board, user__pk__in=[form["member"]] if "member" in form else [])
    concerned = set(members.values_list("role", flat=True))
    invited = Invitation.objects.filter(board=board, pk__in=[form["invitation"]] if "invitation" in form else [])
    concerned |= set(invited.values_list("role", flat=True))
    concerned |= {form["role"]} if "role" in form else set()
    return concerned <= set(access.managed_by(role))


def everything(board: Board) -> list[object]:
    """Return all that is stored of a board."""
    tables = (
        Board.objects.filter(pk=board.pk),
        Column.objects.filter(board=board).order_by("pk"),
        Card.objects.filter(board=board).order_by("pk"),
        Membership.objects.filter(board=board).order_by("pk"),
        Invitation.objects.filter(board=board).order_by("pk"),
        Link.objects.filter(board=board).order_by("pk"),
        Change.objects.filter(board=board).order_by("pk"),
        Patch.objects.filter(change__board=board).order_by("pk"),
    )
    return [list(table.values()) for table in tables]


@BOTH
@pytest.mark.parametrize("name", ["outsider", "nobody", *Role])
async def test_a_command_is_accepted_from_those_whose_role_allows_it_and_from_nobody_else(
    door: str, name: str, board: Board, alice: User, stranger: User
) -> None:
    person = {"outsider": stranger, "nobody": None, Role.OWNER: alice}.get(name, stranger)
    if name in {*Role} - {Role.OWNER}:
        await in_reads(Membership.objects.create, board=board, user=stranger, role=name)
    for verb, fields in SAMPLES:
        form = await in_reads(fields, board)
        before = await in_reads(everything, board)
        role = await in_reads(role_of, person, board)
        may = role and verb in access.TABLE[role] and await in_reads(manages, role, board, form)
        answer = await DOORS[door](person, board, verb, form)
        if may:
            assert "ack" in answer, (verb, answer)
        else:
            expected = "gone" if role is None and name != "nobody" else "forbidden"
            assert answer["reason"] == expected, (verb, answer)
            assert await in_reads(everything, board) == before, verb
            # For the next sample: what this one would have made.
            assert "ack" in await DOORS[door](await in_reads(_owner, board), board, verb, form)


@BOTH
async def test_a_foreign_object_in_any_id_field_is_not_there_and_is_not_touched(
    door: str, board: Board, foreign: Board, alice: User, stranger: User
) -> None:
    foreign_ids = {
        User: str(stranger.pk),
        Column: str((await in_reads(Column.objects.get, board=foreign)).pk),
        Card: str((await in_reads(Card.objects.get, board=foreign)).pk),
        Change: str((await in_reads(Change.objects.get, board=foreign)).command_id),
        Invitation: str((await in_reads(Invitation.objects.get, board=foreign)).pk),
        Link: str((await in_reads(Link.objects.get, board=foreign)).pk),
    }
    before = await in_reads(everything, foreign)
    for verb, sample in SAMPLES:
        form = await in_reads(sample, board)
        for name, field in COMMANDS[verb].base_fields.items():
            if not isinstance(field, ID_FIELDS):
                continue
            kind = _kind_of(verb, field)
            answer = await DOORS[door](alice, board, verb, _another(verb, form) | {name: foreign_ids[kind]})
            absent = await DOORS[door](alice, board, verb, _another(verb, form) | {name: str(uuid4())})
            if isinstance(field, ChangeField | ChildField | ChildrenField | MemberField):
                # The same words as for what does not exist at all.
                assert _words(answer) == _words(absent) == ("gone", answer["content"]), (verb, name)
            elif isinstance(field, NewIdField):
                assert answer["reason"] == "invalid", (verb, name)
            else:
                # A neighbour that is not here is no neighbour; the row goes where its column says.
                assert "ack" in answer and "ack" in absent, (verb, name)
            assert await in_reads(everything, foreign) == before, (verb, name)
        await DOORS[door](alice, board, verb, form)


@BOTH
async def test_a_board_that_is_not_ones_own_answers_like_one_that_does_not_exist(
    door: str, board: Board, stranger: User, charlie: User
) -> None:
    nowhere = Board(pk=uuid4())
    for verb, sample in SAMPLES:
        form: Fields = await in_reads(sample, board)
        foreign, absent = (
            await DOORS[door](stranger, board, verb, form),
            await DOORS[door](stranger, nowhere, verb, form),
        )
        assert foreign | {"refused": None} == absent | {"refused": None}, verb
        assert foreign["reason"] == "gone", verb
        await DOORS["http"](await in_reads(_owner, board), board, verb, form)


def test_a_command_that_the_table_does_not_know_cannot_be_registered() -> None:
    with pytest.raises(LookupError, match="who may do this"):
        register("card.explode")(Command)


def _kind_of(verb: str, field: forms.Field) -> type[User | Change | Column | Card | Invitation | Link]:
    if isinstance(field, MemberField):
        return User
    if isinstance(field, ChangeField):
        return Change
    if isinstance(field, ChildField | ChildrenField):
        return field.model
    return Column if verb.startswith("column.") else Card


def _another(verb: str, form: Fields) -> Fields:
    """Return the form so that making something with it does not take a name that a later sample looks for."""
    if not verb.endswith(".create"):
        return form
    new = {name for name, field in COMMANDS[verb].base_fields.items() if isinstance(field, NewIdField)}
    named = {name: uuid4().hex for name in ("name", "title") if name in form}
    return {name: value for name, value in form.items() if name not in new} | named


def _words(answer: dict[str, str]) -> tuple[str, str]:
    return answer["reason"], answer["content"]


def _owner(board: Board) -> User:
    return User.objects.filter(memberships__board=board, memberships__role=Role.OWNER).earliest("name")
