"""What a request may cost, and whom it comes from."""

import asyncio
import contextlib

import pytest

from board_project.server.limits import LARGER_BODIES, MAX_BODY
from board_project.tests.conftest import PATIENCE, Start, Subject

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


async def test_an_app_that_fails_answers_500(subject: Subject) -> None:
    for path in ("/raise", "/forget"):
        assert (await subject.request(f"GET {path} HTTP/1.0")).startswith(b"HTTP/1.0 500")


async def test_an_app_that_fails_halfway_leaves_no_answer_that_looks_whole(subject: Subject) -> None:
    with contextlib.suppress(ConnectionResetError):
        assert not (await subject.request("GET /half HTTP/1.1\nHost: x")).endswith(b"0\r\n\r\n")


async def test_without_proxies_a_client_cannot_speak_for_one(subject: Subject) -> None:
    seen = await subject.describes(
        "X-Forwarded-For: 198.51.100.1",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "Forwarded: for=198.51.100.1;proto=https",
        "Daphne-Root-Path: /evil",
    )
    assert seen["client"][0] == "127.0.0.1"
    assert seen["scheme"] == "http"
    assert seen["root"] == ""
    assert set(seen["headers"]) == {"host", "connection"}


async def test_two_proxies_vouch_for_the_second_address_from_the_right(start: Start) -> None:
    subject = await start("--proxies", "2")
    seen = await subject.describes(
        "X-Forwarded-For: 192.0.2.66, 198.51.100.1", "X-Forwarded-For: 10.0.0.2", "X-Forwarded-Proto: https"
    )
    assert seen["client"][0] == seen["headers"]["x-forwarded-for"] == "198.51.100.1"
    assert seen["scheme"] == "https"
    async with subject.socket("/who", additional_headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.1, ::1"}) as alice:
        assert "198.51.100.1" in await alice.recv()
