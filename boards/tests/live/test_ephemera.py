"""Ephemera: newcomers are told all of it, the others what changed, at most once in an interval."""

import json
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import pytest

from boards.live import pace
from boards.live.hub import Hub
from boards.live.presence import EXPIRY, REFRESH, Activity
from boards.models import User
from boards.tests.acts import History
from boards.tests.ears import Ear, eventually
from boards.tests.live.conftest import seated

pytestmark = [pytest.mark.django_db(transaction=True)]
NEVER = 1_000


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOMENT", 0)
    monkeypatch.setattr(pace, "INTERVAL", 0)


@pytest.fixture
def told(hub: Hub) -> list[dict[str, Any]]:
    """What other processes were told."""
    messages: list[dict[str, Any]] = []
    hub.ephemera._tell_others = messages.append
    return messages


def people_told(ear: Ear) -> list[dict[str, Any]]:
    return [json.loads(text)["presence"] for text in ear.heard if text.startswith('{"presence"')]


async def shown(hub: Hub) -> None:
    """Wait until what was noted has been told."""
    await eventually(lambda: hub.ephemera._pace._timer is None)
    await hub.settled()


async def test_a_hundred_who_join_within_a_moment_cost_each_socket_one_message(
    past: History, hub: Hub, alice: User, bob: User, told: list[dict[str, Any]]
) -> None:
    alices = await seated(hub, Ear(alice), past.head)
    hub.ephemera.went_live()
    await shown(hub)
    alices.heard.clear()
    told.clear()
    ears = [await seated(hub, Ear(bob if n == 0 else User(name=f"P{n}")), past.head) for n in range(100)]
    for _ in ears:
        hub.ephemera.went_live()
    await shown(hub)
    (news,) = alices.heard
    some = json.loads(news)["presence"]["some"]
    # Each join costs the others its own entry, no more; other processes as well.
    assert len(some) == 100 and str(alice.pk) not in some
    assert len(news) / 100 < 250
    assert told == [{"presence": {"some": some}}]
    for ear in ears:
        (everybody,) = people_told(ear)
        assert len(everybody["all"]) == 101
    hub.ephemera.went_live()
    await shown(hub)
    assert len(alices.heard) == len(told) == 1


async def test_nothing_is_made_or_sent_while_nothing_changes(
    past: History, hub: Hub, bob: User, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bobs = await seated(hub, Ear(bob), past.head)
    hub.ephemera.went_live()
    await shown(hub)
    monkeypatch.setattr(hub.ephemera, "_tell", None)
    bobs.heard.clear()
    told.clear()
    hub.ephemera.beat(hub.ephemera._told_all_at)
    assert hub.ephemera._pace._timer is None
    assert (bobs.heard, told) == ([], [])


async def test_within_an_interval_everything_waits_for_the_next_message(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    alices, bobs = [await seated(hub, Ear(user), past.head) for user in (alice, bob)]
    hub.ephemera.went_live()
    await shown(hub)
    monkeypatch.setattr(pace, "INTERVAL", NEVER)
    alices.heard.clear()
    card = str(uuid4())
    for _ in range(50):
        hub.note(bobs, {"presence": {"card": card}})
        hub.note(bobs, {"presence": {"card": card, "editing": "title"}})
    await hub.settled()
    assert alices.heard == []
    hub.ephemera._pace._run()
    await hub.settled()
    (news,) = people_told(alices)
    assert news["some"][str(bob.pk)]["editing"] == "title"


async def test_one_who_resumes_is_told_everything_when_it_is_live(past: History, hub: Hub, bob: User) -> None:
    bobs = await Ear.of(bob)
    seat = hub.sit(bobs, {"presence": {"idle": True}})
    hub.ephemera.went_live()
    await shown(hub)
    assert people_told(bobs) == []
    await hub.resume(seat, past.epoch, past.start)
    await eventually(lambda: people_told(bobs))
    # A page that was opened in the background is away from the first word on.
    assert people_told(bobs)[0]["all"][str(bob.pk)]["idle"]


async def test_a_socket_without_a_seat_tells_nothing(past: History, hub: Hub, bob: User) -> None:
    bobs = await seated(hub, Ear(bob), past.head)
    hub.leave(bobs)
    hub.note(bobs, {"presence": {}})
    await shown(hub)
    assert hub.ephemera.presence.everybody == {}


async def test_whoever_loads_the_page_again_never_went(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    alices, bobs = [await seated(hub, Ear(user), past.head) for user in (alice, bob)]
    hub.ephemera.went_live()
    await shown(hub)
    alices.heard.clear()
    monkeypatch.setattr("boards.live.ephemera.INTERVAL", NEVER)
    hub.leave(bobs)
    await seated(hub, Ear(bob), past.head)
    hub.ephemera.went_live()
    await shown(hub)
    assert people_told(alices) == []


async def test_other_processes_are_told_all_now_and_then_when_they_ask_and_when_this_one_ends(
    past: History, hub: Hub, bob: User, told: list[dict[str, Any]]
) -> None:
    hub.ephemera.farewell()
    assert told == [], "nobody was there"
    bobs = await seated(hub, Ear(bob), past.head)
    hub.ephemera.went_live()
    await shown(hub)
    everybody = told.pop()["presence"]["some"]
    assert set(everybody) == {str(bob.pk)}
    now = hub.ephemera._told_all_at
    hub.ephemera.ask()
    assert told.pop() == {"presence": {"all": everybody}, "asks": True}
    now = hub.ephemera._told_all_at
    hub.ephemera.beat(now + REFRESH - 1)
    assert told == []
    hub.ephemera.beat(now + REFRESH)
    assert told.pop() == {"presence": {"all": everybody}, "asks": False}
    hub.ephemera.hear("there", {"presence": {"all": {}}, "asks": True})
    assert told.pop() == {"presence": {"all": everybody}, "asks": False}
    hub.ephemera.farewell()
    assert told.pop() == {"presence": {"all": {}}}
    hub.leave(bobs)
    await shown(hub)
    assert told == [{"presence": {"some": {str(bob.pk): None}}}]


async def test_the_people_of_a_process_that_fell_silent_go(past: History, hub: Hub, alice: User, bob: User) -> None:
    alices = await seated(hub, Ear(alice), past.head)
    hub.ephemera.hear("there", {"presence": {"all": {str(bob.pk): asdict(Activity())}}})
    await shown(hub)
    hub.ephemera.beat(hub.ephemera.presence._elsewhere["there"][1] + EXPIRY)
    await shown(hub)
    assert people_told(alices)[-1] == {"some": {str(bob.pk): None}}


async def test_a_socket_that_fails_is_no_trouble_for_the_others(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise ConnectionResetError

    failing, alices = [await seated(hub, Ear(user), past.head) for user in (bob, alice)]
    monkeypatch.setattr(failing, "send_text", fail)
    hub.ephemera.went_live()
    await eventually(lambda: people_told(alices))
    assert failing not in hub.seats
