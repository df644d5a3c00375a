"""Boards, their columns and their members."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.models.fields import NAME_LENGTH, PALETTE_SIZE, Id, OrderKey

if TYPE_CHECKING:
    from uuid import UUID


class Role(models.TextChoices):
    """What a member may do on a board; ``boards.access`` says what that is."""

    # The mightiest first.
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    EDITOR = "editor", _("Editor")
    COMMENTER = "commenter", _("Commenter")
    VIEWER = "viewer", _("Viewer")

    @property
    def noun(self) -> str:
        """What whoever has it is called in the middle of a sentence."""
        return str(_NOUNS[self])


_NOUNS = {
    Role.OWNER: _("owner"),
    Role.ADMIN: _("admin"),
    Role.EDITOR: _("editor"),
    Role.COMMENTER: _("commenter"),
    Role.VIEWER: _("viewer"),
}


class Background(models.TextChoices):
    """What lies under a board's lanes: made of CSS, by name (``static/css/backgrounds.css``)."""

    PLAIN = "plain", _("Plain")
    DAWN = "dawn", _("Dawn")
    SAND = "sand", _("Sand")
    MEADOW = "meadow", _("Meadow")
    LAGOON = "lagoon", _("Lagoon")
    HARBOUR = "harbour", _("Harbour")
    DUSK = "dusk", _("Dusk")
    SLATE = "slate", _("Slate")


class Board(models.Model):
    """A board. Its row is the lock under which everything on it is written."""

    id = Id()
    name = models.CharField(max_length=NAME_LENGTH)
    revision = models.PositiveBigIntegerField(default=0)
    next_number = models.PositiveIntegerField(default=1)
    archived = models.BooleanField(default=False)
    background = models.CharField(max_length=12, choices=Background, default=Background.PLAIN)
    # The number of its links for guests, expired ones included; kept under the lock. Without any, nothing is rendered
    # for guests.
    link_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="boards")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the board's page."""
        return reverse("boards:board", args=[self.id])

    @property
    def colour(self) -> int:
        """The palette's colour of the board among others."""
        return int(self.id.int % PALETTE_SIZE)


class Membership(models.Model):
    """Somebody's role on a board."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="memberships", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    board_id: "UUID"
    user_id: "UUID"

    class Meta:
        # Begins with the board, so that the board needs no index of its own. So elsewhere.
        constraints = (models.UniqueConstraint(fields=["board", "user"], name="one_role_on_a_board"),)

    def __str__(self) -> str:
        return f"{self.user} is {self.role} of {self.board}"


class Column(models.Model):
    """A list of cards. Archived columns keep their place and their cards."""

    id = Id()
    board = models.ForeignKey(Board, models.CASCADE, related_name="columns", db_index=False)
    name = models.CharField(max_length=NAME_LENGTH)
    order = OrderKey()
    archived = models.BooleanField(default=False)
    # The number of cards that are not archived; kept under the board's lock.
    card_count = models.PositiveIntegerField(default=0)

    board_id: "UUID"

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["board", "order"], name="one_column_at_a_place"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the column's own page."""
        return reverse("boards:column", args=[self.board_id, self.id])

    @property
    def relative_url(self) -> str:
        """The same as seen from the board's page; guests see that at another address."""
        return f"columns/{self.id}/"
