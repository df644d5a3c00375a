"""``manage.py serve`` with the whole app, on an empty database."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from board_project.tests.conftest import ROOT, Subject


async def serve(port: int, data: Path, *options: str) -> Subject:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIVEBOARD_")}
    # An embedded database of its own, whatever these tests run on.
    environment = {name: value for name, value in environment.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"LIVEBOARD_PORT": str(port), "LIVEBOARD_DATA": str(data), "LIVEBOARD_DEBUG": "1"}
    command = [sys.executable, "manage.py", "serve", *options]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    subject = Subject(process)
    subject.port = port
    return subject


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
async def board(port: int, tmp_path: Path) -> AsyncIterator[Subject]:
    subject = await serve(port, tmp_path)
    await subject.says("Liveboard is ready")
    yield subject
    if subject.process.returncode is None:
        subject.process.kill()
    await subject.process.communicate()


async def test_it_says_one_line_answers_probes_and_ends_well(board: Subject, port: int) -> None:
    assert board.said == [f"Liveboard is ready: http://127.0.0.1:{port}"]
    for path in ("/healthz", "/readyz"):
        # A probe knows the container's address, not its name.
        answer = await board.request(f"GET {path} HTTP/1.0\nHost: 10.1.2.3:{port}")
        assert answer.startswith(b"HTTP/1.0 200")
    assert (await board.request("GET / HTTP/1.0\nHost: evil.example")).startswith(b"HTTP/1.0 400")
    board.process.terminate()
    assert await board.ends() == 0


async def test_sockets_are_for_pages_of_ours_at_addresses_of_ours(board: Subject, port: int) -> None:
    own = f"http://127.0.0.1:{port}"
    for path, origin in [(f"/ws/b/{uuid4()}/", "http://evil.example"), (f"/ws/b/{uuid4()}/", None), ("/ws/x/", own)]:
        with pytest.raises(InvalidStatus) as refusal:
            await board.socket(path, origin=origin)
        assert refusal.value.response.status_code == 403
    board.process.terminate()
    assert await board.ends() == 0
    assert "Traceback" not in "\n".join(board.said)


async def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        subject = await serve(taken, tmp_path)
        assert await subject.ends() == 1
    assert len(subject.said) == 1
    assert f"Port {taken} is taken" in subject.said[0]


async def test_a_port_that_browsers_would_be_refused_at_is_a_sentence(port: int, tmp_path: Path) -> None:
    subject = await serve(port, tmp_path, "--port", "1")
    assert await subject.ends() == 1
    assert "LIVEBOARD_PORT" in subject.said[0]
