"""A plausible project to move about: what ``manage.py demo`` fills a database with."""

from itertools import cycle, islice
from uuid import UUID, uuid4

from boards.commands.board import Plan
from boards.models import Role
from boards.models.fields import PALETTE_SIZE

BOARD = "Harbour festival"
PROJECT: dict[str, list[tuple[str, str]]] = {
    "Ideas": [
        (
            "Night swim with lanterns",
            "Ask the **coast guard** first.\n\n- Buoys: who lends them?\n- Warm drinks at the pier",
        ),
        ("A boat that is a library", ""),
        ("Children paint the ferry", "The old one, on its *land* side only."),
        ("Silent disco on the breakwater", ""),
        ("Soup from one very long pot", "Fourteen metres. Yes, really."),
        ("Kite contest if the wind agrees", ""),
        ("Borrow the museum's foghorn", ""),
        ("Postcards that people write to themselves", "Sent a year later."),
        ("Open rehearsal of the fishermen's choir", ""),
        ("A map of smells", ""),
    ],
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


def plans(*, columns: int, cards: int) -> list[Plan]:
    """Return columns with so many cards in all; beyond the project, its titles come again with a number."""
    names = list(PROJECT)
    if (columns, cards) == (len(names), sum(map(len, PROJECT.values()))):
        return [Plan(name, PROJECT[name]) for name in names]
    labels = [
        name if index < len(names) else f"Column {index + 1}" for index, name in zip(range(columns), cycle(names))
    ]
    texts = [text for name in names for text in PROJECT[name]]
    supply = (
        (title if index < len(texts) else f"{title} ({index // len(texts) + 1})", description)
        for index, (title, description) in enumerate(islice(cycle(texts), cards))
    )
    sizes = [cards // columns + (index < cards % columns) for index in range(columns)]
    return [Plan(label, list(islice(supply, size))) for label, size in zip(labels, sizes, strict=True)]
