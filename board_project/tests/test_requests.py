"""What becomes of a request, and whom it comes from. What it may cost: ``boards/tests/security/test_15_bodies.py``."""

import contextlib

from board_project.tests.conftest import Start, Subject


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
