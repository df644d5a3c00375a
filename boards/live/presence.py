"""Who is on a board and what they are at: ephemeral, merged over sockets and processes, and gone by itself. Pure.

Only who was touched since the last look is merged again, so that somebody who comes or goes costs the same on a board
of five and of five hundred. Each process tells the others what changed among its own people at once, and all of them
now and then; what it has not told for a while is forgotten.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from boards.models import User

# Seconds. A process that died is forgotten after EXPIRY; within a minute, ticks and the way included.
REFRESH = 15
EXPIRY = 45
FIELDS = ("title", "description")

type Entry = dict[str, Any]
type People = dict[str, Entry]
# None stands for somebody who went.
type Changes = dict[str, Entry | None]


@dataclass(frozen=True)
class Activity:
    """What one socket's person is at. Ids are well-formed; that they are of this board is the pages' to know.

    A page makes nothing of an id that it does not show, so an id of another board tells nobody anything.
    """

    idle: bool = False
    card: str = ""
    editing: str = ""
    dragging: str = ""

    @classmethod
    def read(cls, told: object) -> "Activity":
        """Read what a browser tells of itself; what is not of the protocol's form is left out."""
        told = told if isinstance(told, Mapping) else {}
        return cls(
            idle=told.get("idle") is True,
            card=_id(told.get("card")),
            editing=told["editing"] if told.get("editing") in FIELDS else "",
            dragging=_id(told.get("dragging")),
        )


def _id(value: object) -> str:
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        return ""


def merge(entries: list[Entry]) -> Entry | None:
    """Return one entry for somebody with several sockets: the most active one, and what any of them is dragging."""
    if not entries:
        return None
    first = min(entries, key=lambda entry: (entry["idle"], not entry["editing"], not entry["card"]))
    dragging = next((entry["dragging"] for entry in entries if entry["dragging"]), "")
    return first | {"dragging": dragging}


@dataclass(frozen=True)
class News:
    """Who changed since the last look: on the whole board, and among the people of this process alone."""

    everywhere: Changes
    here: Changes


class Presence[Key]:
    """The people of one board, as one process knows them. ``Key`` is what stands for a socket."""

    def __init__(self) -> None:
        # As of the last look: on the whole board, and at this process.
        self.everybody: People = {}
        self.here: People = {}
        self._sockets: dict[str, dict[Key, Entry]] = {}
        # Per other process: what it told, and when it last did.
        self._elsewhere: dict[str, tuple[People, float]] = {}
        self._touched: set[str] = set()

    def note(self, key: Key, user: User, activity: Activity) -> None:
        """Take what somebody of this process is at."""
        self._sockets.setdefault(str(user.pk), {})[key] = _looks(user) | asdict(activity)
        self._touched.add(str(user.pk))

    def know(self, key: Key, user: User) -> None:
        """Take how somebody looks now."""
        sockets = self._sockets.get(str(user.pk), {})
        if key in sockets and sockets[key] != (now := sockets[key] | _looks(user)):
            sockets[key] = now
            self._touched.add(str(user.pk))

    def leave(self, key: Key, user: User) -> None:
        """Forget a socket of this process."""
        sockets = self._sockets.get(str(user.pk), {})
        if sockets.pop(key, None) is None:
            return
        self._touched.add(str(user.pk))
        if not sockets:
            del self._sockets[str(user.pk)]

    def hear_all(self, process: str, people: People, now: float) -> None:
        """Take all people of another process; nobody, where it says farewell."""
        known, _ = self._elsewhere.pop(process, ({}, now))
        if people:
            self._elsewhere[process] = (people, now)
        self._touched.update(person for person in known | people if known.get(person) != people.get(person))

    def hear_some(self, process: str, changes: Changes, now: float) -> None:
        """Take what changed among the people of another process. What is lost on the way comes with all of them."""
        people, _ = self._elsewhere.get(process, ({}, now))
        self._elsewhere[process] = (people, now)
        self._touched.update(_renew(people, changes))

    @property
    def has_news(self) -> bool:
        """Tell whether somebody was touched since the last look."""
        return bool(self._touched)

    def forget_silent(self, now: float) -> None:
        """Forget the people of processes that have said nothing for too long."""
        for process in [name for name, (_, at) in self._elsewhere.items() if now - at >= EXPIRY]:
            self.hear_all(process, {}, now)

    def news(self) -> News:
        """Return who changed since the last look."""
        touched, self._touched = self._touched, set()
        here = {person: merge(list(self._sockets.get(person, {}).values())) for person in touched}
        everywhere = {person: merge(self._entries_of(person, entry)) for person, entry in here.items()}
        return News(_renew(self.everybody, everywhere), _renew(self.here, here))

    def _entries_of(self, person: str, here: Entry | None) -> list[Entry]:
        elsewhere = (people.get(person) for people, _ in self._elsewhere.values())
        return [entry for entry in (here, *elsewhere) if entry is not None]


def _looks(user: User) -> Entry:
    return {"name": user.name, "initials": user.initials, "colour": user.colour, "picture": user.picture}


def _renew(people: People, fresh: Changes) -> Changes:
    """Bring ``people`` up to date, and return what that changed."""
    changes = {person: entry for person, entry in fresh.items() if people.get(person) != entry}
    for person, entry in changes.items():
        if entry is None:
            del people[person]
        else:
            people[person] = entry
    return changes
