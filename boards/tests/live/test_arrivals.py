"""Arrivals: however many come at once, little is read, and nobody gets less than what they missed."""

import asyncio
from typing import Any

import pytest

from boards.live import admission, arrivals, resume
from boards.live.arrivals import Answer, Arrivals
from boards.live.frame import MEMBERS
from boards.live.seat import Seat
from boards.live.sequence import Sequence
from boards.models import Membership, User
from boards.queries import Stamp
from boards.tests.acts import History, do
from boards.tests.ears import Ear
from boards.threads import in_commands, in_reads

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the database, a word each."""
    asked: list[str] = []

    def noted(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def note(**given: Any) -> Any:
            asked.append(name)
            return real(**given)

        monkeypatch.setattr(owner, name, note)

    noted(resume, "since")
    noted(admission, "check")
    return asked


def at(past: History, revision: int) -> tuple[Arrivals, Sequence]:
    revisions = Sequence(Stamp(past.epoch, revision))
    return Arrivals(past.board.pk, revisions), revisions


async def come(made: Arrivals, ears: list[Ear], past: History, revision: int) -> list[Answer]:
    return await asyncio.gather(*(made.come(Seat(ear), past.epoch, revision) for ear in ears))


async def test_a_hundred_who_come_back_at_once_cost_one_reading_of_the_journal(
    past: History, alice: User, reads: list[str]
) -> None:
    made, _ = at(past, past.head)
    ears = [await Ear.of(alice) for _ in range(100)]
    answers = await come(made, ears, past, past.start)
    assert {code for code, _ in answers} == {None}
    assert len({id(missed) for _, missed in answers}) == 1
    assert answers[0][1] is not None and answers[0][1].revision == past.head
    # Who may listen is asked before and after, of all together; the first one went ahead.
    assert reads.count("since") == 1 and reads.count("check") <= 4
    # Those who come a little later, too.
    await come(made, ears, past, past.start)
    assert reads.count("since") == 1


async def test_an_answer_that_the_hub_has_gone_beyond_serves_nobody(
    past: History, alice: User, reads: list[str]
) -> None:
    made, revisions = at(past, past.head)
    ear = await Ear.of(alice)
    await come(made, [ear], past, past.start)
    outcome = await in_commands(do, alice, past.board, "board.rename", name="Later")
    # The hub has relayed that: whoever registers now holds nothing of it.
    revisions.revision = outcome.revision
    ((_, missed),) = await come(made, [ear], past, past.start)
    assert missed is not None and missed.revision == outcome.revision
    assert "Later" in missed.html[MEMBERS]


async def test_an_answer_is_not_kept_for_long(
    past: History, alice: User, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "KEPT", 0)
    made, _ = at(past, past.head)
    ear = await Ear.of(alice)
    for _ in range(3):
        await come(made, [ear], past, past.start)
    assert reads.count("since") == 3


async def test_everybody_is_let_in_for_themselves(past: History, alice: User, bob: User) -> None:
    made, _ = at(past, past.head)
    ears = [await Ear.of(user) for user in (alice, bob, alice)]
    await in_reads(Membership.objects.filter(user=bob).delete)
    first, second, third = await come(made, ears, past, past.start)
    assert second == (admission.NOT_A_MEMBER, None)
    assert first[0] is None and first[1] is not None and first == third


async def test_what_fails_fails_for_those_who_waited_and_for_nobody_after(
    past: History, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = at(past, past.head)
    ears = [await Ear.of(alice) for _ in range(3)]

    def broken(**_: object) -> None:
        raise OSError("on purpose")

    with monkeypatch.context() as patch:
        patch.setattr(resume, "since", broken)
        failed = await asyncio.gather(
            *(made.come(Seat(ear), past.epoch, past.start) for ear in ears), return_exceptions=True
        )
    assert [type(each) for each in failed] == [OSError] * 3
    assert [code for code, _ in await come(made, ears, past, past.start)] == [None] * 3


async def test_who_goes_away_meanwhile_is_no_trouble_for_the_others(past: History, alice: User) -> None:
    made, _ = at(past, past.head)
    going, staying = [
        asyncio.create_task(made.come(Seat(await Ear.of(alice)), past.epoch, past.start)) for _ in range(2)
    ]
    await asyncio.sleep(0)
    going.cancel()
    code, missed = await staying
    assert code is None and missed is not None
