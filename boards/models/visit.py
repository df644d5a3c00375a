"""What a person keeps about a board for herself: no board content, so not journalled, and nobody else sees it."""

from django.conf import settings
from django.db import models

from boards.models.board import Board


class Visit(models.Model):
    """When somebody last opened a board, and whether it has her star. Stays when she leaves; shows nothing then."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="visits", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    starred = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["board", "user"], name="one_visit_of_a_board"),)

    def __str__(self) -> str:
        return f"{self.user} visited {self.board}"
