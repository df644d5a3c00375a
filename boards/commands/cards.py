"""Commands on several cards at once: one change, taken back as one.

What became of one card meanwhile is no matter of the others: whoever has sent them from a tunnel gets done what can be.
So those that are archived or deleted by now stay as they are; their pages tell of that, as they do not show them.
"""

from django.utils.translation import gettext as _

from boards import refusal
from boards.commands.base import Command
from boards.commands.card import Move, put, set_archived
from boards.commands.fields import ChildField, ChildrenField, NeighbourField
from boards.commands.placing import Wish
from boards.commands.registry import register
from boards.models import Card, Column

# The frame has a tile for each of them.
MOST = 500


@register("cards.move")
class MoveCards(Command):
    """Put cards into a column, one below the other as they are named, beside a neighbour. Archived ones stay away."""

    cards = ChildrenField(Card, limit=MOST)
    column = ChildField(Column)
    after = NeighbourField()
    before = NeighbourField()

    def run(self) -> None:
        column: Column = self.cleaned_data["column"]
        cards: list[Card] = [card for card in self.cleaned_data["cards"] if not card.archived]
        if not cards:
            raise refusal.invalid(_("These cards are archived. Restore them before moving them."), "cards")
        wishes = [self.wish(), *(Wish(after=card.pk) for card in cards)]
        put(self, [Move(card, column, wish) for card, wish in zip(cards, wishes, strict=False)])


@register("cards.archive")
class ArchiveCards(Command):
    """Take cards off the board; they keep their places."""

    cards = ChildrenField(Card, limit=MOST)

    def run(self) -> None:
        set_archived(self, self.cleaned_data["cards"], archived=True)
