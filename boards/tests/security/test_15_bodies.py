"""Row 15: a body over the limit is refused before it is buffered, whatever it says of its length and however it comes.

The server is the real one, in a process of its own; its app is a tiny one, which must not hear of such a request. With
the app that it is for: ``e2e/security/test_15_body.py``.
"""

import asyncio
import contextlib
from collections.abc import Callable

import pytest

from board_project.server.limits import LARGER_BODIES, MAX_BODY
from board_project.tests.conftest import PATIENCE, Start, Subject, start, subject

__all__ = ["start", "subject"]

MIB = 1024 * 1024
POST = "POST /body HTTP/1.1\nHost: x\n"


async def test_a_body_within_the_limit_reaches_the_app_whole(subject: Subject) -> None:
    answer = await subject.request(f"{POST}Connection: close\nContent-Length: {MAX_BODY}", b"x" * MAX_BODY)
    assert answer.startswith(b"HTTP/1.1 200")
    assert str(MAX_BODY).encode() in answer


@pytest.mark.parametrize("path", [path.decode() for path in LARGER_BODIES])
async def test_where_files_are_sent_to_a_body_may_be_larger_and_has_a_limit_too(subject: Subject, path: str) -> None:
    size = LARGER_BODIES[path.encode()]
    for query in ("", "?next=/"):
        line = f"POST {path}{query} HTTP/1.1\nHost: x\nConnection: close\nContent-Length: "
        assert str(size).encode() in await subject.request(f"{line}{size}", b"x" * size)
        assert b" 413 " in await subject.request(f"{line}{size + 1}")
    # Elsewhere it is not, however the path is written.
    for other in (f"/{path}", f"{path}more", "/body"):
        line = f"POST {other} HTTP/1.1\nHost: x\nConnection: close\nContent-Length: "
        assert b" 413 " in await subject.request(f"{line}{MAX_BODY + 1}")


async def test_a_body_announced_too_large_is_refused_before_it_is_sent(subject: Subject) -> None:
    answer = await subject.request(f"{POST}Content-Length: {1024 * MIB}\nExpect: 100-continue")
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"100 Continue" not in answer


@pytest.mark.parametrize("framing", ["Content-Length: 1073741824", "Transfer-Encoding: chunked"])
async def test_a_body_too_large_is_refused_while_memory_stays_flat(subject: Subject, framing: str) -> None:
    before = subject.memory()
    reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
    writer.write(f"{POST}{framing}\n\n".replace("\n", "\r\n").encode())
    piece = b"x" * MIB
    if "chunked" in framing:
        piece = b"%x\r\n%s\r\n" % (MIB, piece)

    async def pour() -> None:
        with contextlib.suppress(ConnectionError):
            for _ in range(1024):
                writer.write(piece)
                await writer.drain()

    pouring = asyncio.create_task(pour())
    async with asyncio.timeout(PATIENCE):
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
        await pouring
        with contextlib.suppress(ConnectionError):
            await reader.read()
    writer.close()
    assert subject.memory() - before < 10
    assert "request /body" not in subject.said
    # It serves on.
    assert (await subject.describes())["scheme"] == "http"


def head() -> bytes:
    return f"{POST}Content-Length: {MAX_BODY}\n\n".replace("\n", "\r\n").encode()


async def test_many_slow_bodies_cost_nothing_and_hold_up_nobody(subject: Subject) -> None:
    before = subject.memory()
    senders = [await asyncio.open_connection("127.0.0.1", subject.port) for _ in range(200)]
    for number in range(5):
        for _, writer in senders:
            # Announced as large as it may be, and a piece now and then.
            writer.write(head() if number == 0 else b"x" * 100)
            await writer.drain()
        assert (await subject.describes())["scheme"] == "http"
    assert subject.memory() - before < 10
    assert not [line for line in subject.said if "/body" in line]
    for _, writer in senders:
        writer.close()


@pytest.mark.parametrize(
    ("begin", "piece"),
    [(lambda: b"POST /body HTTP/1.1\r\n", b"X-Slow: x\r\n"), (head, b"x")],
    ids=["its head", "its body"],
)
async def test_a_request_that_does_not_end_is_cut_however_busy_it_looks(
    begin: Callable[[], bytes], piece: bytes, start: Start
) -> None:
    """Each byte puts Twisted's own clock back to its beginning."""
    subject = await start("--arrival", "1")
    reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
    writer.write(begin())
    cut = asyncio.create_task(reader.read())
    async with asyncio.timeout(PATIENCE):
        while not cut.done():
            with contextlib.suppress(ConnectionError):
                writer.write(piece)
                await writer.drain()
            await asyncio.wait([cut], timeout=0.1)
    with contextlib.suppress(ConnectionError):
        assert cut.result() == b""
    writer.close()
    assert not [line for line in subject.said if "/body" in line]
    assert (await subject.describes())["scheme"] == "http"
