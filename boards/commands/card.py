"""Commands on cards."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

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
            raise refusal.invalid("A card with this id exists already.", "card")
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        cards = _open_for_cards(column)
        spot = self.find_place(cards, self.wish())
        card = Card(pk=pk, board=self.board, column=column, number=self.board.next_number, order=spot.key, **texts)
        self.insert(card)
        self.board.next_number += 1
        rows.update(self.board, ["next_number"])
        self.count_card(column.pk, arrives=True)
        self.record(card, None, {"number": card.number, **texts, "archived": False, "place": spot.place})


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
            raise ValidationError("A card needs a title.")
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
            raise refusal.invalid("There is nothing to keep here: send a title or a description.")
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
            raise refusal.invalid("This card is archived. Restore it before moving it.", "card")
        put(self, card, column, self.wish())


@register("card.archive")
class ArchiveCard(Command):
    """Take a card off the board; it keeps its place."""

    card = ChildField(Card)

    def run(self) -> None:
        set_archived(self, self.cleaned_data["card"], archived=True)


@register("card.restore")
class RestoreCard(Command):
    """Bring an archived card back to its place; with its column, if that is archived and the client says so."""

    card = ChildField(Card)
    with_column = forms.BooleanField(required=False)

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        if self.cleaned_data["with_column"]:
            self.write(card.column, archived=False)
        set_archived(self, card, archived=False)


@register("card.delete")
class DeleteCard(Command):
    """Delete a card for good, and take its words out of the journal. There is no way back."""

    undoable = False
    card = ChildField(Card)

    def run(self) -> None:
        card: Card = self.cleaned_data["card"]
        if not card.archived:
            self.count_card(card.column_id, arrives=False)
        delete_card(self, card)


def put(command: Command, card: Card, column: Column, wish: placing.Wish) -> None:
    """Bring a card, archived or not, to a place in a column. Raises Refusal where none can arrive."""
    source, cards = card.column_id, _open_for_cards(column)
    before = placing.cards_of(source).place(card.order)
    spot = command.find_place(cards, wish, card)
    if before == spot.place:
        return
    card.order = spot.key
    card.column = column
    rows.update(card, ["order", "column"])
    if source != column.pk and not card.archived:
        command.count_card(source, arrives=False)
        command.count_card(column.pk, arrives=True)
    command.record(card, {"place": before}, {"place": spot.place})


def set_archived(command: Command, card: Card, *, archived: bool) -> None:
    """Take a card off the board, or bring it back to its place. Raises Refusal where its column is off the board."""
    if not archived and card.column.archived:
        raise refusal.invalid(f"Its column “{card.column}” is archived. Restore the column first.", "card")
    if card.archived != archived:
        command.count_card(card.column_id, arrives=not archived)
    command.write(card, archived=archived)


def _open_for_cards(column: Column) -> placing.Container:
    """Return the column's container. Raises Refusal (*invalid*) where no card can arrive."""
    if column.archived:
        raise refusal.invalid("This column is archived. Restore it, or choose another column.", "column")
    return placing.cards_of(column.pk)
