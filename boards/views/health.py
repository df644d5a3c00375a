"""Answers for probes: whether the process lives, and whether it can work."""

import asyncio
import logging
from collections.abc import Awaitable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from boards.live import publisher
from boards.threads import in_reads

logger = logging.getLogger("liveboard.health")

# Seconds that each part has for its answer.
TIMEOUT = 2


@require_GET
@never_cache
async def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer that the process lives; it asks nobody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_GET
@never_cache
async def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 where database and channel layer answer, else 503 with the name of the one that does not."""
    parts = {"database": in_reads(_ask_database), "layer": publisher.probe()}
    answers = await asyncio.gather(*(_answers(name, asked) for name, asked in parts.items()))
    return JsonResponse(
        {name: "ok" if answered else "no answer" for name, answered in zip(parts, answers, strict=True)},
        status=200 if all(answers) else 503,
    )


async def _answers(name: str, asked: Awaitable[None]) -> bool:
    try:
        await asyncio.wait_for(asked, TIMEOUT)
    # A driver's error, the layer's, or none within the time: all the same here.
    except Exception as error:  # noqa: BLE001
        logger.warning("Not ready: %s: %r", name, error)
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
