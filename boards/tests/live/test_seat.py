"""The seat: what comes between a hello and its answer waits, and what the answer covers is dropped."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from boards.live.frame import MEMBERS, Frame
from boards.live.seat import Seat
from boards.models import User
from boards.tests.ears import Ear

BOARD, EPOCH = uuid4(), uuid4()


def frame(start: int, revision: int | None = None, **attributes: Any) -> Frame:
    revision = start + 1 if revision is None else revision
    return Frame(BOARD, EPOCH, start, revision, {MEMBERS: f"<{start}-{revision}>"}, **attributes)


@pytest.fixture
def ear() -> Ear:
    return Ear(User(name="Bob"))


async def test_nothing_is_sent_before_the_answer_to_hello(ear: Ear) -> None:
    seat = Seat(ear)
    for start in range(5):
        seat.give(frame(start))
    assert ear.heard == []


async def test_held_frames_that_the_answer_covers_are_dropped_and_the_rest_follows_in_order(ear: Ear) -> None:
    seat = Seat(ear)
    for start in (3, 4, 5, 6):
        seat.give(frame(start))
    seat.go_live(frame(2, 5), 2)
    seat.give(frame(7))
    assert ear.heard == ["<2-5>", "<5-6>", "<6-7>", "<7-8>"]


async def test_who_missed_nothing_hears_the_head_and_then_what_was_held(ear: Ear) -> None:
    seat = Seat(ear)
    seat.give(frame(4))
    seat.give(frame(5))
    seat.go_live(None, 5)
    assert ear.heard == ['{"head": 5}', "<5-6>"]


async def test_a_live_seat_hears_each_revision_once(ear: Ear) -> None:
    seat = Seat(ear)
    seat.go_live(None, 1)
    for start in (1, 1, 0, 2, 1, 2):
        seat.give(frame(start))
    assert ear.heard[1:] == ["<1-2>", "<2-3>"]


async def test_a_reset_is_heard_whatever_was_heard_before_and_counts_from_its_revision(ear: Ear) -> None:
    seat = Seat(ear)
    seat.go_live(None, 9)
    seat.give(frame(0, 4, reset=True))
    seat.give(frame(4))
    seat.give(replace(frame(3), reset=False))
    assert ear.heard[1:] == ["<0-4>", "<4-5>"]


async def test_the_inside_of_a_card_goes_to_those_who_have_it_open_and_before_the_board(ear: Ear) -> None:
    card, other = str(uuid4()), str(uuid4())
    seat = Seat(ear)
    seat.go_live(None, 1)
    seat.open = card
    seat.give(frame(1, cards={other: "<other>"}))
    seat.give(frame(2, cards={card: "<inside>", other: "<other>"}))
    seat.open = ""
    seat.give(frame(3, cards={card: "<inside>"}))
    assert ear.frames == ["<1-2>", "<inside>", "<2-3>", "<3-4>"]
