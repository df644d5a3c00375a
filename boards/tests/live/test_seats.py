"""The seats of a hub: all are served, and one that fails goes alone."""

from uuid import uuid4

from boards.live.seat import Phase, Seat, Socket
from boards.live.seats import Seats
from boards.models import User
from boards.tests.ears import Ear


def seats(*ears: Ear) -> Seats:
    made = Seats(uuid4(), lambda socket: forgotten(made, socket))
    made |= {ear: Seat(ear, phase=Phase.LIVE) for ear in ears}
    return made


def forgotten(made: Seats, socket: Socket) -> None:
    made.pop(socket)


class Deaf(Ear):
    """Fails whatever it is sent."""

    def send_text(self, *texts: str) -> None:
        raise ConnectionResetError


async def test_one_that_fails_goes_and_the_others_are_served() -> None:
    deaf, first, second = Deaf(User()), Ear(User()), Ear(User())
    made = seats(first, deaf, second)
    made.each(lambda seat: seat.tell("x"))
    assert first.heard == second.heard == ["x"]
    assert set(made) == {first, second}


async def test_a_seat_counts_until_its_socket_has_another_one() -> None:
    ear = Ear(User())
    made = seats(ear)
    before = made[ear]
    assert made.has(before)
    made[ear] = Seat(ear)
    assert not made.has(before)


async def test_who_still_resumes_is_told_nothing_but_frames() -> None:
    ear = Ear(User())
    made = seats(ear)
    made[ear].phase = Phase.RESUMING
    made.each(lambda seat: seat.tell("x"))
    assert ear.heard == []


def test_the_dialogs_of_a_board_are_those_that_are_open() -> None:
    first, second = Ear(User()), Ear(User())
    made = seats(first, second)
    card = uuid4()
    made[first].open = str(card)
    assert made.dialogs() == [card]
