"""Commands on the board itself, and the one way to make a new board."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards import access, ordering, refusal
from boards.commands.base import Command
from boards.commands.fields import LineField
from boards.commands.locking import lock_board
from boards.commands.registry import register
from boards.models import Background, Board, Card, Change, Column, Membership, Patch, Role, User
from boards.models.fields import NAME_LENGTH


@dataclass(frozen=True)
class Plan:
    """A column of a board to be made, with the titles and descriptions of its cards."""

    name: str
    cards: Sequence[tuple[str, str]] = ()


FIRST_COLUMNS = (gettext_lazy("To do"), gettext_lazy("Doing"), gettext_lazy("Done"))


@register("board.rename")
class RenameBoard(Command):
    """Give the board another name."""

    name = LineField(limit=NAME_LENGTH)

    def run(self) -> None:
        self.write(self.board, name=self.cleaned_data["name"])


@register("board.set_background")
class SetBackground(Command):
    """Lay another background under the board, for everybody on it."""

    background = forms.ChoiceField(choices=Background.choices)

    def run(self) -> None:
        self.write(self.board, background=self.cleaned_data["background"])


@register("board.archive")
class ArchiveBoard(Command):
    """Put the board away: it can still be seen, but what it holds stands still."""

    def run(self) -> None:
        self.write(self.board, archived=True)


@register("board.restore")
class RestoreBoard(Command):
    """Bring an archived board back to work."""

    def run(self) -> None:
        self.write(self.board, archived=False)


@transaction.atomic
def delete_board(*, actor: User, board_id: UUID, name: str) -> None:
    """Delete a board for good, with its journal. Unregistered: nothing is left that a Change could belong to.

    Raises Refusal unless the actor may, and has typed the board's name.
    """
    board = lock_board(board_id, actor)
    access.authorise(actor=actor, action="board.delete", board=board)
    if name.split() != board.name.split():
        raise refusal.invalid(_("This is not the name of the board. Type it as it stands above."), "name")
    board.delete()


@transaction.atomic
def create_board(
    *, owner: User, name: str, columns: Sequence[Plan] | None = None, board_id: UUID | None = None
) -> Board:
    """Make a board with its first columns and its first Change. Unregistered: there is no board yet to lock."""
    if columns is None:
        # In the language of whoever makes it; from then on the names are the board's own.
        columns = [Plan(str(words)) for words in FIRST_COLUMNS]
    next_number = 1 + sum(len(plan.cards) for plan in columns)
    board = Board(pk=board_id or uuid4(), name=name, revision=1, next_number=next_number)
    board.save(force_insert=True)
    Membership(board=board, user=owner, role=Role.OWNER).save(force_insert=True)
    change = Change(board=board, revision=1, actor=owner, command="board.create")
    change.save(force_insert=True)
    made = [
        Column(board=board, name=plan.name, order=key, card_count=len(plan.cards))
        for plan, key in zip(columns, ordering.spread(len(columns)), strict=True)
    ]
    numbers = count(1)
    cards = [
        Card(board=board, column=column, number=next(numbers), title=title, description=description, order=key)
        for column, plan in zip(made, columns, strict=True)
        for (title, description), key in zip(plan.cards, ordering.spread(len(plan.cards)), strict=True)
    ]
    Column.objects.bulk_create(made)
    Card.objects.bulk_create(cards)
    Patch.objects.bulk_create(_first_patches(change, board, made, cards))
    return board


def _first_patches(change: Change, board: Board, columns: list[Column], cards: list[Card]) -> list[Patch]:
    first = {"name": board.name, "archived": False, "background": board.background}
    patches = [Patch(change=change, kind=Patch.Kind.BOARD, row=board.pk, after=first)]
    last: dict[str, UUID] = {}
    rows: list[Column | Card] = [*columns, *cards]
    for row in rows:
        container = str(row.column_id) if isinstance(row, Card) else "board"
        predecessor = last.get(container)
        after: dict[str, object] = {"archived": False, "place": [container, str(predecessor) if predecessor else None]}
        if isinstance(row, Card):
            kind = Patch.Kind.CARD
            after |= {"number": row.number, "title": row.title, "description": row.description}
        else:
            kind = Patch.Kind.COLUMN
            after |= {"name": row.name}
        patches.append(Patch(change=change, kind=kind, row=row.pk, after=after))
        last[container] = row.pk
    return patches
