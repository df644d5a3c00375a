"""How much one person may ask for, and that it is nobody else's trouble."""

from collections.abc import Hashable
from uuid import uuid4

import pytest

from boards import limits, sockets
from boards.limits import Budget
from boards.models import Board, Card, User
from boards.tests.acts import card
from boards.tests.doors import DOORS, Socket
from boards.tests.ears import eventually
from boards.threads import in_reads

ALICE, BOB = uuid4(), uuid4()
through_a_door = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


def spent(budget: Budget, who: Hashable, now: float, times: int) -> int:
    return sum(budget.spend(who, now) for _ in range(times))


def test_a_burst_is_allowed_and_then_the_rate() -> None:
    budget = Budget(rate=2, burst=10)
    assert spent(budget, BOB, 100, 50) == 10
    assert spent(budget, BOB, 100.4, 50) == 0
    assert spent(budget, BOB, 101, 50) == 2
    assert spent(budget, BOB, 103, 50) == 4
    assert spent(budget, BOB, 1_000, 50) == 10


def test_one_persons_flood_leaves_another_ones_budget_alone() -> None:
    budget = Budget(rate=1, burst=10)
    assert spent(budget, BOB, 0, 1_000) == 10
    assert spent(budget, ALICE, 0, 20) == 10


def test_only_so_many_people_are_remembered_those_who_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    budget = Budget(rate=0, burst=1)
    assert budget.spend(ALICE, 0) and budget.spend(BOB, 0) and not budget.spend(ALICE, 0)
    assert budget.spend(uuid4(), 0)
    assert len(budget._buckets) == 2
    assert not budget.spend(ALICE, 0)


class TestThroughADoor:
    pytestmark = through_a_door

    async def test_one_person_cannot_open_sockets_without_end(
        self, board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "MAX_SOCKETS", 2)
        async with Socket(bob, board), Socket(bob, board):
            async with Socket(bob, board, greet=False) as third:
                assert await third.closed_with() == 1013
            async with Socket(alice, board) as alices:
                assert "ack" in await alices.command("board.rename", {"name": "Ship"})
        async with Socket(bob, board) as again:
            assert "ack" in await again.command("column.create", {"name": "Later"})
        await eventually(lambda: not sockets._open_sockets[bob.pk] and not sockets._open_sockets[alice.pk])

    async def test_whoever_comes_and_goes_without_end_is_not_let_in_any_more(
        self, board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """From however many addresses: the server below counts those."""
        monkeypatch.setattr(limits, "upgrades", Budget(rate=0, burst=3))
        for _ in range(3):
            async with Socket(bob, board):
                pass
        async with Socket(bob, board, greet=False) as once_more, Socket(alice, board) as alices:
            assert await once_more.closed_with() == 1013
            assert "ack" in await alices.command("board.rename", {"name": "Ship"})
        await eventually(lambda: not sockets._open_sockets)

    async def test_too_many_hellos_are_refused(
        self, board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "hellos", Budget(rate=0, burst=2))
        async with Socket(bob, board) as bobs, Socket(alice, board) as alices:
            assert await bobs.hello() == {"head": 1}
            await bobs.say({"hello": True, "epoch": None, "revision": 1})
            answer = await bobs.answer()
            assert (answer["refused"], answer["reason"]) == (None, "too_fast")
            assert await alices.hello() == {"head": 1}
            assert "ack" in await alices.command("board.rename", {"name": "Ship"})
            # Whoever asked too often still listens.
            await bobs.frame()

    @pytest.mark.parametrize("door", DOORS)
    async def test_too_many_commands_are_refused_with_nothing_written(
        self, door: str, board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "commands", Budget(rate=0, burst=1))
        pack = await in_reads(card, board, "Pack")
        send = DOORS[door]
        assert "ack" in await send(bob, board, "card.edit", {"card": str(pack.pk), "title": "One"})
        answer = await send(bob, board, "card.edit", {"card": str(pack.pk), "title": "Two"})
        assert answer["reason"] == "too_fast" and "kept" in answer["content"]
        assert (await in_reads(Card.objects.get, pk=pack.pk)).title == "One"
        assert "ack" in await send(alice, board, "card.edit", {"card": str(pack.pk), "title": "Calm"})
