"""Fixtures: a server process with the tiny app, and what a test may ask of it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
# A test that waits longer than this has failed; it says nothing on speed.
PATIENCE = 60


class Subject:
    """The server process, what it has said, and ways to talk to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said: list[str] = []
        self.port = 0

    async def says(self, words: str) -> str:
        """Wait until a line begins with ``words``; return that line."""
        assert self.process.stdout
        async with asyncio.timeout(PATIENCE):
            while not (found := [line for line in self.said if line.startswith(words)]):
                line = await self.process.stdout.readline()
                assert line, f"the server ended without saying {words!r}; it said {self.said}"
                self.said.append(line.decode().strip())
        return found[0]

    async def ends(self) -> int:
        """Wait until the process has ended; return its code."""
        assert self.process.stdout
        async with asyncio.timeout(PATIENCE):
            self.said += (await self.process.stdout.read()).decode().splitlines()
            return await self.process.wait()

    def socket(self, path: str, **options: Any) -> connect:
        return connect(f"ws://127.0.0.1:{self.port}{path}", proxy=None, **options)

    async def request(self, head: str, body: bytes = b"") -> bytes:
        """Send a request's lines and body; return everything that comes back until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        try:
            async with asyncio.timeout(PATIENCE):
                return await reader.read()
        finally:
            writer.close()

    async def describes(self, *headers: str) -> dict[str, Any]:
        """Return what the app was told of a request with ``headers``."""
        answer = await self.request("\n".join(["GET / HTTP/1.1", "Host: x", "Connection: close", *headers]))
        text = answer.partition(b"\r\n\r\n")[2]
        described: dict[str, Any] = json.loads(text[text.index(b"{") : text.rindex(b"}") + 1])
        return described

    async def traced(self) -> int:
        """Return the bytes that the objects of a server started with ``--traced`` take."""
        answer = await self.request("GET /traced HTTP/1.0")
        return int(answer.partition(b"\r\n\r\n")[2])

    def memory(self, field: str = "VmHWM") -> int:
        """Return the process's peak memory, or now's with ``VmRSS``, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition(f"{field}:")[2].split()[0]) // 1024


type Start = Callable[..., Awaitable[Subject]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Start servers with options of their own; they are gone after the test."""
    started: list[asyncio.subprocess.Process] = []

    async def start_one(*options: str) -> Subject:
        command = [sys.executable, "-m", "board_project.tests.subject", *options]
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
        started.append(process)
        subject = Subject(process)
        subject.port = int((await subject.says("port")).split()[1])
        return subject

    yield start_one
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.fixture
async def subject(start: Start) -> Subject:
    """Return a server with the usual limits."""
    return await start()


async def closed(socket: ClientConnection) -> int | None:
    """Wait until the socket is closed; return the server's code."""
    async with asyncio.timeout(PATIENCE):
        await socket.wait_closed()
    return socket.close_code
