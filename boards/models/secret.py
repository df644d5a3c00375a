"""Rows with an address that is a key: links for guests and invitations."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards import tokens
from boards.models.fields import Id


class Secret(models.Model):
    """A row that opens something to whoever has its address; what is kept is a digest of the secret in it.

    The id is ours and never a client's: the secret is made from it.
    """

    # A word of ours that keeps the kinds apart, and the name of the page that the address leads to.
    purpose: ClassVar[str]
    page: ClassVar[str]

    id = Id()
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    def seal(self) -> None:
        """Keep the digest of a new row's secret."""
        self.digest = tokens.digest_of(self.secret)

    @property
    def secret(self) -> str:
        """What the address ends with, as this server makes it."""
        return tokens.secret_for(self.purpose, self.pk)

    @property
    def address(self) -> str:
        """Where it leads, in full; empty where another key of the server made it: it opens all the same."""
        if tokens.digest_of(self.secret) != self.digest:
            return ""
        return settings.PUBLIC_URL + reverse(self.page, args=[self.secret])
