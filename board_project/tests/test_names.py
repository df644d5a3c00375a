"""What the Host header says gets into nothing that we write."""

from typing import Any

import pytest
from django.conf import settings

from board_project.names import by_our_name

PORT = settings.PORT


async def host_heard(host: str, path: str = "/") -> str:
    heard: list[str] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        heard.extend(value.decode() for key, value in scope["headers"] if key == b"host")

    await by_our_name(inner)({"path": path, "headers": [(b"host", host.encode())]}, None, None)
    return "".join(heard)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (f"127.0.0.1:{PORT}", f"127.0.0.1:{PORT}"),
        ("127.0.0.1:4444", f"127.0.0.1:{PORT}"),
        ("LOCALHOST:4444", f"localhost:{PORT}"),
        # Foreign names are Django's to refuse.
        ("evil.example", "evil.example"),
    ],
)
async def test_a_port_of_the_clients_choice_is_replaced_by_ours(said: str, heard: str) -> None:
    assert await host_heard(said) == heard


async def test_a_probe_may_use_any_name() -> None:
    assert await host_heard("10.1.2.3:9", "/readyz") == f"127.0.0.1:{PORT}"
