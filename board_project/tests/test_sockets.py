"""What a socket may cost, and how it ends."""

import asyncio
import contextlib

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from board_project.server.limits import KIB, MAX_MESSAGE, MAX_UNSENT
from board_project.tests.conftest import PATIENCE, Start, Subject, closed


async def test_a_message_of_64_kib_passes_and_one_byte_more_is_1009(subject: Subject) -> None:
    async with subject.socket("/length") as alice:
        await alice.send("x" * MAX_MESSAGE)
        assert await alice.recv() == str(MAX_MESSAGE)
        await alice.send("x" * (MAX_MESSAGE + 1))
        assert await closed(alice) == 1009
    await subject.says("disconnect /length")


async def test_a_large_message_in_small_frames_is_1009_too(subject: Subject) -> None:
    before = subject.memory()
    async with subject.socket("/length") as alice:
        with contextlib.suppress(ConnectionClosed):
            await alice.send("x" * 32_000 for _ in range(1000))
        assert await closed(alice) == 1009
    assert subject.memory() - before < 10


async def test_what_the_server_sends_may_be_larger(subject: Subject) -> None:
    async with subject.socket("/large", max_size=None) as alice:
        size = 3 * MAX_UNSENT
        await alice.send(str(size))
        assert len(await alice.recv()) == size
        await alice.send("1")
        assert await alice.recv() == "x"


@pytest.mark.parametrize("code", [1000, 1012, 1013, 4401, 4403, 4409])
async def test_the_app_closes_with_any_code(subject: Subject, code: int) -> None:
    async with subject.socket(f"/close/{code}") as alice:
        assert await closed(alice) == code
    await subject.says(f"disconnect /close/{code} {code}")


@pytest.mark.parametrize("path", ["/raise", "/forget"])
async def test_a_socket_does_not_outlive_its_app(subject: Subject, path: str) -> None:
    async with subject.socket(path) as alice:
        with contextlib.suppress(ConnectionClosed):
            await alice.send("x")
        assert await closed(alice) == 1011


async def test_a_refused_handshake_is_403(subject: Subject) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await subject.socket("/refuse")
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/talk", "/shout"])
async def test_a_slow_reader_is_cut_while_others_get_everything(subject: Subject, path: str) -> None:
    async with subject.socket(path) as alice, subject.socket(path, max_queue=1) as charlie:
        message = "x" * 60_000
        before = subject.memory()
        # Charlie never reads; the kernel's buffers swallow some megabytes before the server's fill.
        for number in range(500):
            await alice.send(f"{number} {message}")
            assert (await alice.recv()) == f"{number} {message}"
        await subject.says(f"disconnect {path} 1006")
        assert subject.memory() - before < 10
        charlie.transport.abort()
        await alice.send("still here")
        assert await alice.recv() == "still here"


async def test_what_is_written_eagerly_and_what_is_not_come_in_order(subject: Subject) -> None:
    async with subject.socket("/both", max_size=None, max_queue=None) as alice:
        # More than the kernel takes at once: all that follows waits its turn behind the rest of it.
        size = 30 * MAX_UNSENT
        await alice.send(str(size))
        async with asyncio.timeout(PATIENCE):
            assert len(await alice.recv()) == size
            assert [await alice.recv() for _ in range(1000)] == [str(number) for number in range(1000)]


async def test_an_app_that_does_not_listen_stops_the_sender(subject: Subject) -> None:
    async def pour() -> None:
        for _ in range(1000):
            await alice.send("x" * MAX_MESSAGE)

    before = subject.memory()
    async with subject.socket("/deaf") as alice:
        # The window closes: sending stands still, long before 64 MB.
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pour(), 3)
        assert subject.memory() - before < 20
        alice.transport.abort()


async def test_a_socket_that_waited_for_its_app_is_read_to_the_end(subject: Subject) -> None:
    async with subject.socket("/echo", max_queue=None) as alice:
        for number in range(1000):
            await alice.send(str(number))
        async with asyncio.timeout(PATIENCE):
            assert [await alice.recv() for _ in range(1000)] == [str(number) for number in range(1000)]


async def test_a_socket_that_says_nothing_takes_little_memory(start: Start) -> None:
    subject = await start("--traced")
    sockets = 50
    async with contextlib.AsyncExitStack() as stack:

        async def come(count: int) -> None:
            for _ in range(count):
                # Of a browser's size: once it is read, nobody needs it.
                headers = {"Cookie": f"sessionid={'x' * 4000}"}
                alice = await stack.enter_async_context(subject.socket("/echo", additional_headers=headers))
                await alice.send("hello")
                assert await alice.recv() == "hello"

        # What the first ones bring about is not theirs.
        await come(10)
        before = await subject.traced()
        await come(sockets)
        assert (await subject.traced() - before) / sockets < 13 * KIB


async def test_a_half_open_link_is_noticed_and_a_living_one_kept(start: Start) -> None:
    subject = await start("--ping", "0.1", "--pong", "1")
    async with subject.socket("/echo") as alice:
        # Charlie's side shakes hands and is never heard of again, not even by a pong.
        reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
        writer.write(
            b"GET /talk HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        assert b"101" in await reader.readline()
        await subject.says("disconnect /talk 1006")
        writer.close()
        await alice.send("alive")
        assert await alice.recv() == "alive"


async def test_handshakes_of_one_address_are_limited(start: Start) -> None:
    subject = await start("--upgrades", "2")
    async with subject.socket("/echo"), subject.socket("/echo"):
        with pytest.raises(InvalidStatus) as refusal:
            await subject.socket("/echo")
        assert refusal.value.response.status_code == 429
    # Pages are no handshakes.
    assert (await subject.describes())["scheme"] == "http"


async def test_a_broken_handshake_leaves_nothing_behind(subject: Subject) -> None:
    answer = await subject.request("GET /echo HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade")
    assert answer.startswith(b"HTTP/1.1 400")
    subject.process.terminate()
    assert await subject.ends() == 0
