"""The answers for probes, when something is wrong."""

import asyncio
import json

import pytest
from django.db import DatabaseError
from django.test import AsyncRequestFactory

from boards.live import publisher
from boards.views import health

get = AsyncRequestFactory().get

# The threads that read look after their connections, whatever they are asked.
pytestmark = pytest.mark.django_db(transaction=True)


async def test_alive_is_never_kept_and_get_only() -> None:
    answer = await health.healthz(get("/healthz"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (await health.healthz(AsyncRequestFactory().post("/healthz"))).status_code == 405


async def test_the_part_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("on purpose")

    monkeypatch.setattr(health, "_ask_database", broken)
    answer = await health.readyz(get("/readyz"))
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"database": "no answer", "layer": "ok"}
    assert "no-store" in answer["Cache-Control"]


async def test_a_part_that_hangs_does_not_answer_either(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hanging() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(publisher, "probe", hanging)
    monkeypatch.setattr(health, "_ask_database", lambda: None)
    # Long enough for the part that answers, on a machine that has much to do.
    monkeypatch.setattr(health, "TIMEOUT", 2)
    answer = await health.readyz(get("/readyz"))
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"database": "ok", "layer": "no answer"}
