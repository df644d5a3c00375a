"""``manage.py new_epoch``: after a raw restore of the database, so that every open page fetches its board anew."""

from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand

from boards.models import Lineage


class Command(BaseCommand):
    """Found a new lineage."""

    help = "Run this after restoring the database from a backup: open pages then reload their boards."

    def handle(self, *args: Any, **options: Any) -> None:
        lineage, _ = Lineage.objects.update_or_create(pk=1, defaults={"epoch": uuid4()})
        self.stdout.write(f"The epoch is now {lineage.epoch}.")
