"""Commands on cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from boards import access, refusal, rows
from boards.commands import placing, staleness
from boards.commands.base import Command
from boards.commands.deleting import delete_card
from boards.commands.fields import ChildField, LineField, NeighbourField, NewIdField, TextField
from boards.commands.registry import register
from boards.models import Card, Column, Patch
from boards.models.fields import DESCRIPTION_LENGTH, TITLE_LENGTH

TEXTS = ("title", "description")


@register("card.create")
class CreateCard(Command):
    """Add a card to a column, at its end unless a neighbour is named."""

    card = NewIdField()
    column = ChildField(Column)
    title = LineField(limit=TITLE_LENGTH)
    description = TextField(limit=DESCRIPTION_LENGTH)
    after = NeighbourField()
    before = NeighbourField()

    def run(self) -> None:
        column: Column = self.cleaned_data["column"]
        pk = self.cleaned_data["card"] or uuid4()
        if access.is_taken(Card, pk):
            raise refusal.invalid(_("A card with this id exists already."), "card")
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        card = Card(pk=pk, board=self.board, column=column, number=self.board.next_number, **texts)
        (arrival,) = self.arrange(placing.Step(card, _open_for_cards(column), self.wish()))
        self.insert(card)
        self.board.next_number += 1
        rows.update(self.board, ["next_number"])
        self.count_cards({column.pk: 1})
        self.record(card, None, {"number": card.number, **texts, "archived": False, "place": arrival.after})


@register("card.edit")
class EditCard(Command):
    """Change a card's title or description. Archived cards may be edited too: what was typed is not lost."""

    card = ChildField(Card)
    title = LineField(limit=TITLE_LENGTH, required=False)
    description = TextField(limit=DESCRIPTION_LENGTH)

    def clean_title(self) -> str:
        """A title may be left out, but not be emptied."""
        title: str = self.cleaned_data["title"]
        if self.given("title") and not title:
            raise ValidationError(_("A card needs a title."))
        return title

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        values = {name: self.cleaned_data[name] for name in TEXTS if self.given(name)}
        # The board's revision is this attempt's own, which a refusal gives back.
        now = self.board.revision - 1
        self.write(card, **staleness.settle(card, values, base=self.base, outbox=self.outbox, now=now))


@register("card.set_aside")
class SetAside(EditCard):
    """Keep what one wrote among the versions of a card, which stays as it is: of two texts, the other was chosen."""

    undoable = False

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        texts = {name: self.cleaned_data[name] for name in TEXTS if self.given(name)}
        if not texts:
            raise refusal.invalid(_("There is nothing to keep here: send a title or a description."))
        self.patches.append(Patch(kind=Patch.Kind.ASIDE, row=card.pk, after=texts))


@register("card.move")
class MoveCard(Command):
    """Put a card into a column, beside a neighbour. The column always wins; a neighbour that has left is no error."""

    card = ChildField(Card)
    column = ChildField(Column)
    after = NeighbourField()
    before = NeighbourField()

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        column: Column = self.cleaned_data["column"]
        if card.archived:
            raise refusal.invalid(_("This card is archived. Restore it before moving it."), "card")
        put(self, [Move(card, column, self.wish())])


@register("card.archive")
class ArchiveCard(Command):
    """Take a card off the board; it keeps its place."""

    card = ChildField(Card)

    def run(self) -> None:
        set_archived(self, [self.cleaned_data["card"]], archived=True)


@register("card.restore")
class RestoreCard(Command):
    """Bring an archived card back to its place; with its column, if that is archived and the client says so."""

    card = ChildField(Card)
    with_column = forms.BooleanField(required=False)

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        if self.cleaned_data["with_column"]:
            self.write(card.column, archived=False)
        set_archived(self, [card], archived=False)


@register("card.delete")
class DeleteCard(Command):
    """Delete a card for good, and take its words out of the journal. There is no way back."""

    undoable = False
    card = ChildField(Card)

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        if not card.archived:
            self.count_cards({card.column_id: -1})
        delete_card(self, card)


@dataclass(frozen=True)
class Move:
    """A card, archived or not, on its way to a place in a column."""

    card: Card
    column: Column
    wish: placing.Wish


def put(command: Command, moves: Sequence[Move]) -> None:
    """Bring cards to their places, one after the other. Raises Refusal where none can arrive."""
    arrivals = command.arrange(*(placing.Step(move.card, _open_for_cards(move.column), move.wish) for move in moves))
    if all(arrival.before == arrival.after for arrival in arrivals):
        return
    counts: Counter[UUID] = Counter()
    for move, arrival in zip(moves, arrivals, strict=True):
        if not move.card.archived:
            counts[move.card.column_id] -= 1
            counts[move.column.pk] += 1
        move.card.column = move.column
        command.record(move.card, {"place": arrival.before}, {"place": arrival.after})
    rows.update_all([move.card for move in moves], ["order", "column"])
    command.count_cards(counts)


def set_archived(command: Command, cards: Sequence[Card], *, archived: bool) -> None:
    """Take cards off the board, or bring them back to their places. Raises Refusal where a column is off the board."""
    if not archived:
        # Those that are known already are not read again.
        prefetch_related_objects(cards, "column")
        for card in cards:
            if card.column.archived:
                raise refusal.invalid(
                    _("Its column “{column}” is archived. Restore the column first.").format(column=card.column), "card"
                )
    changing = [card for card in cards if card.archived != archived]
    for card in changing:
        card.archived = archived
        command.record(card, {"archived": not archived}, {"archived": archived})
    rows.update_all(changing, ["archived"])
    number = -1 if archived else 1
    command.count_cards({pk: number * count for pk, count in Counter(card.column_id for card in changing).items()})


def _open_for_cards(column: Column) -> placing.Container:
    """Return the column's container. Raises Refusal (*invalid*) where no card can arrive."""
    if column.archived:
        raise refusal.invalid(_("This column is archived. Restore it, or choose another column."), "column")
    return placing.cards_of(column.pk)
