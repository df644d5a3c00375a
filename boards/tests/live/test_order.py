"""Frames in any order, repeated and lost, people who join in between: every page ends as a fresh one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.live import relay
from boards.models import User
from boards.tests.acts import History
from boards.tests.ears import Browser
from boards.tests.live.conftest import MakeHub, browser, seated
from boards.tests.page import Page

pytestmark = [pytest.mark.django_db(transaction=True)]
CHANGES = 8
# A number: the frame of that change arrives. "joins": somebody who saw so much says hello. "beats": the heartbeat.
arrivals = st.lists(
    st.one_of(
        st.integers(0, CHANGES - 1),
        st.tuples(st.just("joins"), st.integers(0, CHANGES)),
        st.just("beats"),
    ),
    max_size=2 * CHANGES,
)


@settings(
    max_examples=40,
    # The board and its history are only read; each example has hubs and pages of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=arrivals, seen=st.integers(0, CHANGES), patient=st.booleans())
async def test_whatever_order_frames_come_in_every_page_ends_as_a_fresh_one(
    past: History, make_hub: MakeHub, bob: User, events: list[object], seen: int, patient: bool
) -> None:
    # Without patience the journal is read in between; with it, frames wait for each other until the end.
    relay.PATIENCE = 0.02 if patient else 0
    assert len(past.frames) == CHANGES
    hub = make_hub(past, past.begin)
    readers = [await seated(hub, await browser(bob, past), past.start)]
    for event in [*events, ("joins", seen)]:
        match event:
            case int():
                hub.receive(past.frames[event])
            case ("joins", int(saw)):
                readers.append(await browser(bob, past, saw))
                await hub.resume(hub.sit(readers[-1], {}), past.epoch, past.start + saw)
            case "beats":
                hub.expect(past.stamp)
        if not patient:
            await hub.settled()
    hub.expect(past.stamp)
    await hub.settled()
    check(hub.sequence.revision, readers, past)
    await hub.stop()


def check(revision: int, readers: list[Browser], past: History) -> None:
    fresh = Page(past.pages[-1]).canonical()
    assert revision == past.head
    for reader in readers:
        assert (reader.page.revision, reader.page.canonical()) == (past.head, fresh)
        assert len(reader.heard) == len(set(reader.heard)), "something was sent twice"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    # The test above sets it for each example; this sets it back.
    monkeypatch.setattr(relay, "PATIENCE", 0)
