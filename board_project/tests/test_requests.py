"""What becomes of a request, and whom it comes from. What it may cost: ``boards/tests/security/test_15_bodies.py``."""

import asyncio
import contextlib

from board_project.tests.conftest import PATIENCE, Start, Subject
from board_project.tests.subject import POURED

MIB = 1024 * 1024


async def test_an_app_that_fails_answers_500(subject: Subject) -> None:
    for path in ("/raise", "/forget"):
        assert (await subject.request(f"GET {path} HTTP/1.0")).startswith(b"HTTP/1.0 500")


async def test_an_app_that_fails_halfway_leaves_no_answer_that_looks_whole(subject: Subject) -> None:
    with contextlib.suppress(ConnectionResetError):
        assert not (await subject.request("GET /half HTTP/1.1\nHost: x")).endswith(b"0\r\n\r\n")


async def test_an_answer_in_pieces_waits_for_its_reader_while_memory_stays_flat(subject: Subject) -> None:
    before = subject.memory()
    reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
    writer.write(b"GET /pour HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    # Others are served meanwhile.
    for _ in range(3):
        assert (await subject.describes())["scheme"] == "http"
    assert "poured" not in subject.said
    size, last = 0, b""
    async with asyncio.timeout(PATIENCE):
        while piece := await reader.read(MIB):
            size, last = size + len(piece), piece
    writer.close()
    await subject.says("poured")
    # The connection goes on with the next request.
    assert size > POURED and b'"scheme": "http"' in last and subject.memory() - before < 10


async def test_a_reader_that_takes_nothing_is_given_up(start: Start) -> None:
    subject = await start("--patience", "1")
    _, writer = await asyncio.open_connection("127.0.0.1", subject.port)
    writer.write(b"GET /pour HTTP/1.1\r\nHost: x\r\n\r\n")
    await subject.says("poured")
    writer.close()
    assert (await subject.describes())["scheme"] == "http"


async def test_an_app_hears_of_a_reader_who_leaves(subject: Subject) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
    writer.write(b"GET /pour HTTP/1.1\r\nHost: x\r\n\r\n")
    await reader.readline()
    writer.transport.abort()
    await subject.says("poured")


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
