"""How the server leaves."""

import asyncio
import contextlib
import signal

from board_project.tests.conftest import PATIENCE, Subject, closed


async def test_sigterm_closes_with_1012_tells_the_app_and_ends_well(subject: Subject) -> None:
    async with subject.socket("/echo") as alice:
        subject.process.send_signal(signal.SIGTERM)
        assert await closed(alice) == 1012
    assert await subject.ends() == 0
    assert subject.said[-2:] == ["disconnect /echo 1012", "hook"]


async def test_sigint_is_heard_too(subject: Subject) -> None:
    subject.process.send_signal(signal.SIGINT)
    assert await subject.ends() == 0


async def test_many_sockets_are_sent_away_over_a_while(subject: Subject) -> None:
    clock = asyncio.get_running_loop().time
    async with contextlib.AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(subject.socket("/echo")) for _ in range(200)]
        subject.process.terminate()
        assert await closed(sockets[0]) == 1012
        began = clock()
        assert {await closed(socket) for socket in sockets} == {1012}
        # 200 at 150 a second; at once, it would be some hundredths.
        assert clock() - began > 0.5
        assert await subject.ends() == 0
    assert len([line for line in subject.said if line == "disconnect /echo 1012"]) == 200


async def test_a_request_in_flight_is_answered_and_nobody_new_let_in(subject: Subject) -> None:
    answer = asyncio.create_task(subject.request("GET /until-drained HTTP/1.1\nHost: x"))
    await subject.says("request /until-drained")
    subject.process.terminate()
    async with asyncio.timeout(PATIENCE):
        assert b"finished" in await answer
    assert b"connection: close" in answer.result().lower()
    assert await subject.ends() == 0


async def test_a_connection_that_rests_is_closed_before_another_request_comes(subject: Subject) -> None:
    async with subject.socket("/deaf"):
        reader, writer = await asyncio.open_connection("127.0.0.1", subject.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"\r\n0\r\n\r\n")
        subject.process.terminate()
        async with asyncio.timeout(PATIENCE):
            assert await reader.read() == b""
        # The app of the socket holds the server; whoever asks now asks the next one.
        assert subject.process.returncode is None
        subject.process.terminate()
        assert await subject.ends() == 0
        writer.close()


async def test_a_client_that_does_not_answer_the_close_cannot_hold_the_server(subject: Subject) -> None:
    async with subject.socket("/echo", max_queue=1) as charlie:
        charlie.transport.pause_reading()
        subject.process.terminate()
        assert await subject.ends() == 0
        charlie.transport.abort()


async def test_a_second_signal_ends_at_once(subject: Subject) -> None:
    async with subject.socket("/deaf") as alice:
        subject.process.terminate()
        assert await closed(alice) == 1012
        # The app goes on; drain waits for it.
        assert subject.process.returncode is None
        subject.process.terminate()
        assert await subject.ends() == 0
    assert "hook" not in subject.said
