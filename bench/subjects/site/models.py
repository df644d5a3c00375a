"""Cards, and the entries that say what happened to them."""

from typing import ClassVar

from django.db import models


class Card(models.Model):
    """Something with a title."""

    objects: ClassVar[models.Manager["Card"]] = models.Manager()

    title = models.CharField(max_length=200)
    number = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """One edit of a card."""

    objects: ClassVar[models.Manager["Entry"]] = models.Manager()

    card = models.ForeignKey(Card, on_delete=models.CASCADE)
    title = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title
