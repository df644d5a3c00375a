"""Connections from the pool are asked whether they are sound, but not by every edit."""

from typing import Any, cast

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from board_project import pooling


class Connection:
    """Stands for one; nothing but its identity counts."""


def check(connection: Connection) -> None:
    pooling.check(cast("psycopg.Connection[Any]", connection))


def test_a_connection_is_asked_at_most_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ConnectionPool, "check_connection", asked.append)
    monkeypatch.setattr(pooling, "TRUSTED", 1_000)
    one, other = Connection(), Connection()
    for each in (one, other, one, one, other):
        check(each)
    assert asked == [one, other]
    monkeypatch.setattr(pooling, "TRUSTED", 0)
    check(one)
    assert asked == [one, other, one]
