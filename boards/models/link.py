"""Links by which guests see a board."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from boards.models.board import Board
from boards.models.fields import NAME_LENGTH
from boards.models.secret import Secret

if TYPE_CHECKING:
    from uuid import UUID


class Link(Secret):
    """A way to see a board for whoever has its address, until it expires or is taken back: then the row is gone."""

    purpose = "link"
    page = "boards:guest"

    board = models.ForeignKey(Board, models.CASCADE, related_name="links")
    # Whom it is for, in the words of whoever made it; guests do not see it.
    name = models.CharField(max_length=NAME_LENGTH)
    # None: it does not expire.
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    board_id: "UUID"

    def __str__(self) -> str:
        return f"{self.name} ({self.board})"

    @property
    def is_over(self) -> bool:
        """Whether it opened the board once, and does not any more."""
        return self.expires_at is not None and self.expires_at <= timezone.now()
