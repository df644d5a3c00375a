"""Cards."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from boards.models.board import Board, Column
from boards.models.fields import DESCRIPTION_LENGTH, TITLE_LENGTH, Id, OrderKey

if TYPE_CHECKING:
    from uuid import UUID


class Card(models.Model):
    """A card. Its number is unique on its board and given under the board's lock."""

    id = Id()
    board = models.ForeignKey(Board, models.CASCADE, related_name="cards", db_index=False)
    column = models.ForeignKey(Column, models.CASCADE, related_name="cards", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_LENGTH, blank=True)
    order = OrderKey()
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    board_id: "UUID"
    column_id: "UUID"

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["column", "order"], name="one_card_at_a_place"),
            models.UniqueConstraint(fields=["board", "number"], name="one_card_of_a_number"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the card's own page."""
        return reverse("boards:card", args=[self.board_id, self.number])

    @property
    def relative_url(self) -> str:
        """The same as seen from the board's page; guests see that at another address."""
        return f"c/{self.number}/"
