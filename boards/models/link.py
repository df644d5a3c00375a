"""Links by which guests see a board."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from boards import tokens
from boards.models.board import Board
from boards.models.fields import NAME_LENGTH, Id

if TYPE_CHECKING:
    from uuid import UUID


class Link(models.Model):
    """A way to see a board for whoever has its address, until it expires or is taken back: then the row is gone.

    The id is ours and never a client's: the secret in the address is made from it.
    """

    id = Id()
    board = models.ForeignKey(Board, models.CASCADE, related_name="links")
    # Whom it is for, in the words of whoever made it; guests do not see it.
    name = models.CharField(max_length=NAME_LENGTH)
    digest = models.CharField(max_length=64, unique=True, editable=False)
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

    @property
    def address(self) -> str:
        """Where guests find the board, in full; empty where another key of the server made the link: it cannot be told.

        It opens the board all the same.
        """
        if tokens.digest_of(self.secret) != self.digest:
            return ""
        return settings.PUBLIC_URL + reverse("boards:guest", args=[self.secret])

    @property
    def secret(self) -> str:
        """What its address ends with, as this server makes it."""
        return tokens.secret_for("link", self.pk)
