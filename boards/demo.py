"""A plausible project to move about, after a column that explains: what ``manage.py demo`` fills a database with."""

from collections.abc import Iterable, Iterator
from itertools import chain, count, cycle, islice
from uuid import UUID, uuid4

from boards import first_board
from boards.commands.board import Plan
from boards.models import Role
from boards.models.fields import PALETTE_SIZE

BOARD = "Harbour festival"
PROJECT: dict[str, list[tuple[str, str]]] = {
    "To do": [
        ("Permission for the pier", "Harbour office, room 12, Tuesdays only."),
        ("Insurance for 4,000 visitors", ""),
        ("Book the two stages", "1. Main stage, west quay\n2. Small stage under the crane"),
        ("Volunteers: 60 people, three shifts", ""),
        ("Toilets, and somebody who looks after them", ""),
        ("Signs that can be read from a boat", ""),
        ("Ticket shop speaks German and Danish", ""),
        ("Bins that gulls cannot open", "Last year they could. See the photos."),
        ("Ask the bakery about 3,000 rolls", ""),
        ("Ferry timetable for the last night", ""),
    ],
    "Doing": [
        (
            "Landing page: the story in three screens",
            "One idea a screen, one picture, **one sentence that a child could repeat**. No carousel.",
        ),
        ("Poster: choose between boat and bird", "The bird has more friends. The boat prints better."),
        ("Talk to everybody who lives on the quay", ""),
        ("Programme: Friday is full, Sunday is not", ""),
        ("Find out who owns the blue container", ""),
        ("Budget, second reading", "Money for light is short by 1,200."),
        ("Accessible route from the station", "Measure the ramp with a real wheelchair."),
        ("Sound check plan", ""),
    ],
    "Review": [
        ("Safety plan with the fire brigade", ""),
        ("Text for the radio: 30 seconds", "“Three days, two quays, one harbour.”"),
        ("Contract with the light crew", ""),
        ("Menu without plastic", ""),
        ("Photos: licences in writing", ""),
    ],
    "Done": [
        ("Name and mark", ""),
        ("Date agreed with the town", "Second weekend of June."),
        ("Partners agreed in writing", ""),
        ("First poster printed", ""),
        ("Bank account", ""),
        ("Website address bought", ""),
        ("A place for the lost children", "The harbour master's office: it has a carpet."),
    ],
}
# Login names and roles, in the order in which people are made; the last of three or more is an outsider.
PEOPLE = ("Alice", "Bob", "Vera", "Erik", "Mia", "Tom", "Ann", "Jonas")
# Colours of people and of boards, those of neighbours far apart.
COLOURS = (5, 0, 3, 1, 6, 4, 7, 2)
ROLES = (Role.OWNER, Role.EDITOR, Role.VIEWER, Role.ADMIN, Role.COMMENTER)
OUTSIDER = "Charlie"
PASSWORD = "harbour-festival"  # noqa: S105 -- printed for every visitor of a demo
DOMAIN = "demo.example"


def new_id(index: int) -> UUID:
    """Return an id for the board of an index: its colour follows from it, and is not that of the one before."""
    wanted = COLOURS[index % len(COLOURS)]
    return next(made for made in iter(uuid4, None) if made.int % PALETTE_SIZE == wanted)


def project() -> list[Plan]:
    """Return the columns of a demo board of no other size."""
    return [first_board.start_here(), *(Plan(name, cards) for name, cards in PROJECT.items())]


def plans(*, columns: int, cards: int) -> list[Plan]:
    """Return columns with so many cards in all; beyond the project, the titles of its work come again with a number."""
    whole = project()
    if (columns, cards) == (len(whole), sum(len(plan.cards) for plan in whole)):
        return whole
    names = [plan.name for plan in whole]
    labels = [
        name if index < len(names) else f"Column {index + 1}" for index, name in zip(range(columns), cycle(names))
    ]
    supply = islice(chain(_texts(whole), _again()), cards)
    sizes = [cards // columns + (index < cards % columns) for index in range(columns)]
    return [Plan(label, list(islice(supply, size))) for label, size in zip(labels, sizes, strict=True)]


def _texts(columns: Iterable[Plan]) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(plan.cards for plan in columns)


def _again() -> Iterator[tuple[str, str]]:
    """Yield the work again and again; what explains is said once."""
    for turn in count(2):
        for cards in PROJECT.values():
            yield from ((f"{title} ({turn})", description) for title, description in cards)
