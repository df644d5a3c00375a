"""The watch: who may not listen any more is found without a word, and no frame waits for the look."""

import threading
from typing import Any

import pytest

from boards.live import admission, watch
from boards.live.frame import MEMBERS
from boards.live.hub import Hub
from boards.models import Membership, User
from boards.tests.acts import History
from boards.tests.ears import LIMIT, Ear, eventually
from boards.tests.live.conftest import seated
from boards.threads import in_reads

pytestmark = [pytest.mark.django_db(transaction=True)]


async def test_a_frame_overtakes_the_look(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    alices = await seated(hub, await Ear.of(alice), past.start)
    bobs = await seated(hub, await Ear.of(bob), past.start)
    check, looked, go_on = admission.check, threading.Event(), threading.Event()

    def slow(**asked: Any) -> list[int | None]:
        looked.set()
        assert go_on.wait(LIMIT)
        return check(**asked)

    monkeypatch.setattr(admission, "check", slow)
    hub.look_around()
    await eventually(looked.is_set)
    hub.receive(past.frames[0])
    await eventually(lambda: alices.frames and bobs.frames)
    await in_reads(Membership.objects.filter(user=bob).delete)
    go_on.set()
    await hub.settled()
    assert alices.frames == [past.frames[0].html[MEMBERS]]
    assert (alices.codes, bobs.codes) == ([], [admission.NOT_A_MEMBER])


async def test_many_are_looked_at_some_at_a_time_and_all_of_them(
    past: History, hub: Hub, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "AT_ONCE", 2)
    alices = [await seated(hub, await Ear.of(alice), past.start) for _ in range(3)]
    bobs = [await seated(hub, await Ear.of(bob), past.start) for _ in range(2)]
    await in_reads(Membership.objects.filter(user=bob).delete)
    check, sizes = admission.check, []

    def counted(**asked: Any) -> list[int | None]:
        sizes.append(len(asked["sockets"]))
        return check(**asked)

    monkeypatch.setattr(admission, "check", counted)
    hub.look_around()
    # Once more while it goes on is not twice.
    hub.look_around()
    await hub.settled()
    assert sizes == [2, 2, 1]
    assert [ear.codes for ear in alices + bobs] == [[]] * 3 + [[admission.NOT_A_MEMBER]] * 2


async def test_a_look_that_fails_is_taken_again(
    past: History, hub: Hub, bob: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bobs = await seated(hub, await Ear.of(bob), past.start)

    def broken(**_: object) -> None:
        raise OSError("on purpose")

    with monkeypatch.context() as patch:
        patch.setattr(admission, "check", broken)
        hub.look_around()
        await hub.settled()
    assert "looked at" in caplog.text
    await in_reads(Membership.objects.filter(user=bob).delete)
    hub.look_around()
    await hub.settled()
    assert bobs.codes == [admission.NOT_A_MEMBER]
