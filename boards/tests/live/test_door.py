"""The door: however many come at once, two queries tell who they are, each for themselves."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.live.admission import NOT_A_MEMBER, SIGN_IN_AGAIN, Knock, let_in
from boards.live.gathering import Gathering
from boards.live.seat import Member
from boards.models import Board, User
from boards.tests.doors import sign_in


@pytest.mark.django_db
def test_a_crowd_is_let_in_with_two_queries_and_nobody_by_another_ones_right(
    board: Board, alice: User, bob: User, stranger: User
) -> None:
    keys = [sign_in(user) for user in (alice, bob, stranger)]
    over = sign_in(bob)
    Session.objects.filter(session_key=over).delete()
    changed = sign_in(alice)
    alice.set_password("another one")
    alice.save()
    again = sign_in(alice)
    knocks = [Knock(board.pk, key) for key in (*keys, over, changed, again, "nonsense")]
    with CaptureQueriesContext(connection) as captured:
        answers = let_in(knocks)
    assert len(captured) == 2
    told = [each.user if isinstance(each, Member) else each for each in answers]
    assert told == [SIGN_IN_AGAIN, bob, NOT_A_MEMBER, SIGN_IN_AGAIN, SIGN_IN_AGAIN, alice, SIGN_IN_AGAIN]


@pytest.mark.django_db
def test_the_members_of_one_board_are_strangers_at_another(board: Board, alice: User) -> None:
    key = sign_in(alice)
    here, there = let_in([Knock(board.pk, key), Knock(uuid4(), key)])
    assert isinstance(here, Member) and there == NOT_A_MEMBER


async def test_whoever_comes_while_others_are_served_is_served_with_all_who_do() -> None:
    served: list[list[int]] = []
    busy = asyncio.Event()

    async def read(questions: Sequence[int]) -> list[int]:
        served.append([*questions])
        await busy.wait()
        return [-each for each in questions]

    gathering = Gathering[int, int](read, "numbers")
    asked = [asyncio.create_task(gathering.ask(0))]
    while not served:  # noqa: ASYNC110
        await asyncio.sleep(0)
    asked += [asyncio.create_task(gathering.ask(number)) for number in (1, 2, 3)]
    await asyncio.sleep(0)
    # Who went away meanwhile is no trouble.
    asked[2].cancel()
    busy.set()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert served == [[0], [1, 2, 3]]
    assert answers[:2] == [0, -1] and isinstance(answers[2], asyncio.CancelledError) and answers[3] == -3
