"""The journal: one Change per revision of a board, for ever. Rows are the truth, never the journal."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from boards.models.board import Board

if TYPE_CHECKING:
    from uuid import UUID


class Lineage(models.Model):
    """The epoch: which history of this database browsers have followed. One row; see ``manage.py new_epoch``."""

    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.epoch)


class Change(models.Model):
    """One accepted command: who, what, and at which revision of the board."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="changes", db_index=False)
    revision = models.PositiveBigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    command = models.CharField(max_length=50)
    # The id that the client gave the command (else one of ours: undo names changes by it), a digest of its fields, and
    # the outbox that it came from.
    command_id = models.UUIDField(default=uuid.uuid4)
    digest = models.CharField(max_length=64, blank=True)
    outbox = models.UUIDField(null=True)
    # What an undo took back; a redo takes the undo back.
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    # Containers whose order keys were made anew: "board" for its columns, a column's id for its cards.
    rekeyed = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    actor_id: "UUID | None"
    board_id: "UUID"
    undoes_id: int | None

    class Meta:
        ordering = ("revision",)
        constraints = (
            models.UniqueConstraint(fields=["board", "revision"], name="one_change_a_revision"),
            models.UniqueConstraint(fields=["board", "command_id"], name="one_change_a_command"),
        )
        # Few changes undo one: the others have no entry to be written with each edit.
        indexes = (models.Index(fields=["undoes"], condition=models.Q(undoes__isnull=False), name="undos"),)

    def __str__(self) -> str:
        return f"{self.revision}: {self.command}"

    @cached_property
    def all_patches(self) -> "list[Patch]":
        """Its patches, read once; whoever has just written them knows them."""
        return list(self.patches.all())

    @property
    def subject(self) -> "Patch | None":
        """What it did to the row that its command is about; None for a change that changed nothing."""
        noun = self.command.partition(".")[0]
        # Whoever hands the board over to another owner changes only herself.
        patches = sorted(self.all_patches, key=lambda patch: (patch.kind != noun, patch.row == self.actor_id))
        return patches[0] if patches else None


class Patch(models.Model):
    """What a change did to one row: its changed fields before and after.

    ``before`` is null for a row that the change made, ``after`` for one that it deleted. A place is
    ``[container, predecessor]``.
    Derived values (counters, order keys, revisions, times) are left out.
    """

    class Kind(models.TextChoices):
        """Which table the row is in."""

        BOARD = "board"
        COLUMN = "column"
        CARD = "card"
        # The row is the user; a change of access.
        MEMBER = "member"
        # The row is a link for guests; a change of access.
        LINK = "link"
        # The row is an invitation; a change of access.
        INVITATION = "invitation"
        # The row is a card that stays as it is; ``after`` is what somebody wrote and did not put in its place.
        ASIDE = "aside"

    change = models.ForeignKey(Change, models.CASCADE, related_name="patches")
    kind = models.CharField(max_length=10, choices=Kind)
    row = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    change_id: int

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["row", "change"], name="patches_of_a_row"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"
