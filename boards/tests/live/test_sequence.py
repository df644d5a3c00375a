"""The order of revisions, without sockets or databases."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from boards.live.frame import Frame
from boards.live.sequence import Sequence
from boards.queries import Stamp

BOARD, EPOCH, OTHER = uuid4(), uuid4(), uuid4()


def frame(start: int, revision: int, *, epoch: object = EPOCH, reset: bool = False) -> Frame:
    return Frame(BOARD, EPOCH if epoch is EPOCH else OTHER, start, revision, reset=reset)


def relayed(sequence: Sequence, *frames: Frame) -> list[tuple[int, int]]:
    """Hand frames in, and return the steps that came out, in their order."""
    steps = []
    for one in frames:
        sequence.take(one)
        while (due := sequence.next()) is not None:
            steps.append((due.start, due.revision))
            sequence.passed(due)
    return steps


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=8))
def test_in_whatever_order_and_however_often_frames_come_each_revision_goes_out_once(
    order: list[int], repeats: list[int]
) -> None:
    sequence = Sequence(Stamp(EPOCH, 0))
    steps = relayed(sequence, *(frame(start, start + 1) for start in [*order, *repeats]))
    assert steps == [(start, start + 1) for start in range(8)]
    assert not sequence.has_gap


def test_what_is_missing_is_a_gap_until_it_comes_or_is_told_otherwise() -> None:
    sequence = Sequence(Stamp(EPOCH, 0))
    assert relayed(sequence, frame(2, 3)) == []
    assert sequence.has_gap
    assert relayed(sequence, frame(0, 3)) == [(0, 3)]
    assert not sequence.has_gap


def test_of_two_that_fit_the_one_that_leads_further_is_enough() -> None:
    sequence = Sequence(Stamp(EPOCH, 0))
    sequence.take(frame(0, 1))
    sequence.take(frame(0, 3))
    assert relayed(sequence, frame(3, 4)) == [(0, 3), (3, 4)]


def test_a_frame_stays_until_it_was_passed() -> None:
    sequence = Sequence(Stamp(EPOCH, 0))
    sequence.take(frame(0, 1))
    assert sequence.next() is sequence.next() is not None


def test_another_history_is_entered_by_a_reset_only() -> None:
    sequence = Sequence(Stamp(EPOCH, 5))
    assert not sequence.take(frame(5, 6, epoch=OTHER))
    assert relayed(sequence, frame(7, 8), frame(0, 2, epoch=OTHER, reset=True)) == [(0, 2)]
    assert (sequence.epoch, sequence.revision) == (OTHER, 2)
    assert not sequence.has_gap


def test_a_reset_that_is_older_than_what_was_told_is_dropped() -> None:
    sequence = Sequence(Stamp(EPOCH, 5))
    assert relayed(sequence, frame(0, 4, reset=True)) == []
    assert relayed(sequence, frame(0, 9, reset=True), frame(9, 10)) == [(0, 9), (9, 10)]
