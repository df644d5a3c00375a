"""Invitations to boards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.models.board import Board, Role
from boards.models.secret import Secret

if TYPE_CHECKING:
    from uuid import UUID


# What may be chosen when one is made: how long it lasts, and how many people join by it. The first is the default.
DAYS = (7, 1, 30)
USES = (1, 10, 100)


class Invitation(Secret):
    """A way onto a board with a role, for so many people, until it expires or is taken back: then the row is gone.

    What an invitation is worth now is for ``boards.invitations`` to say.
    """

    purpose = "invitation"
    page = "boards:join"

    board = models.ForeignKey(Board, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role)
    # Whom it was sent to; empty for a link that is handed over.
    email = models.EmailField(blank=True)
    # Whether a mail server was given it and nobody else was shown it: then whoever has it reads that mailbox.
    mailed = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField()
    # People who joined by it, and accounts that were made by it, not all of which have joined. Kept under the board's
    # lock.
    used = models.PositiveSmallIntegerField(default=0)
    signed_up = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # Without its maker nobody answers for it.
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    board_id: "UUID"
    created_by_id: "UUID"

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(used__lte=F("max_uses"), signed_up__lte=F("max_uses")), name="no_more_uses_than_given"
            ),
        )

    def __str__(self) -> str:
        return _("{role} of {board}").format(role=self.get_role_display(), board=self.board)

    @property
    def role_noun(self) -> str:
        """What whoever joins by it is called in the middle of a sentence."""
        return Role(self.role).noun

    @property
    def is_open(self) -> bool:
        """Whether it has neither expired nor been used up."""
        return self.used < self.max_uses and timezone.now() < self.expires_at

    @property
    def makes_accounts(self) -> bool:
        """Whether one more account may be made by it: each person that it is for needs one at most."""
        return self.signed_up < self.max_uses
