"""Bare edits a second: eight tasks that do nothing else, through ``database_sync_to_async``."""

import asyncio
import os
import sys
import time

import django
from channels.db import database_sync_to_async
from django.core.management import call_command

TASKS = 8
# Seconds before anything counts.
WARM_UP = 0.5


def prepare() -> None:
    """Make the tables and one card, where they are missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.subjects.site.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from bench.subjects.site.models import Card  # noqa: PLC0415 -- models need the settings first

    Card.objects.get_or_create(pk=1)


async def measure(seconds: float) -> float:
    """Return how many edits are done in one second."""
    from bench.subjects.site.edit import edit  # noqa: PLC0415 -- likewise

    count, begin = 0, time.monotonic() + WARM_UP

    async def work(number: int) -> None:
        nonlocal count
        while (now := time.monotonic()) < begin + seconds:
            await database_sync_to_async(edit)(1, f"Edit {number:08}: bring the ladder back to the boat house")
            count += now >= begin

    await asyncio.gather(*map(work, range(TASKS)))
    return count / (time.monotonic() - begin)


if __name__ == "__main__":
    prepare()
    if len(sys.argv) > 1:
        print(asyncio.run(measure(float(sys.argv[1]))))
