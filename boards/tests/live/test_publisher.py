"""The publisher: in order, in the background, and never in anybody's way."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from channels.layers import get_channel_layer
from pytest_django import Settings

from boards.live import publisher as publisher_module
from boards.live.frame import MEMBERS, Frame
from boards.live.publisher import Publisher, group_of
from boards.tests.layers import KINDS, broken_layer

# Before the tests' own takes its place.
LEADS_ELSEWHERE = publisher_module.leads_elsewhere
BOARD, OTHER, EPOCH = uuid4(), uuid4(), uuid4()


def frame(revision: int, board: object = BOARD) -> Frame:
    return Frame(board, EPOCH, revision - 1, revision, {MEMBERS: f"<{revision}>„“"}, access=revision == 2)  # type: ignore[arg-type]


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    sender = Publisher()
    yield sender
    await sender.stop()


async def test_frames_arrive_as_they_were_sent_in_order_and_only_in_their_boards_group(publisher: Publisher) -> None:
    layer = get_channel_layer()
    channel, elsewhere = await layer.new_channel(), await layer.new_channel()
    await layer.group_add(group_of(BOARD), channel)
    await layer.group_add(group_of(OTHER), elsewhere)
    for revision in (1, 2, 3):
        publisher.send(frame(revision))
    publisher.send(frame(9, OTHER))
    await publisher.drained()
    assert [Frame.from_message(await layer.receive(channel)) for _ in range(3)] == [frame(1), frame(2), frame(3)]
    assert Frame.from_message(await layer.receive(elsewhere)) == frame(9, OTHER)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_layer_that_does_not_answer_is_given_up_on_frame_by_frame(
    kind: str,
    publisher: Publisher,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(publisher_module, "TIMEOUT", 0.05)
    async with broken_layer(kind, settings):
        for revision in (1, 2, 3):
            publisher.send(frame(revision))
        await publisher.drained()
        assert (
            sum("failed" in record.getMessage() for record in caplog.records if record.name == "liveboard.publisher")
            == 3
        )


async def test_what_finds_the_queue_full_is_left_to_the_heartbeat(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(publisher_module, "QUEUE_SIZE", 3)
    async with broken_layer("frozen", settings):
        sender = Publisher()
        for revision in range(1, 11):
            sender.send(frame(revision))
        assert sender._queue.qsize() == 3
        assert sum("left to the heartbeat" in record.getMessage() for record in caplog.records) == 7
        await sender.stop()


async def test_where_there_is_one_process_nothing_is_sent(
    publisher: Publisher, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher_module, "leads_elsewhere", LEADS_ELSEWHERE)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(group_of(BOARD), channel)
    publisher.send(frame(1))
    publisher.tell(BOARD, {"type": "access", "board": str(BOARD)})
    await publisher.drained()
    assert publisher._task is None and not layer.channels
