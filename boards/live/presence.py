"""Who is on a board and what they are at: ephemeral, merged over sockets and processes, and gone by itself. Pure.

Each process tells the others the whole of its own people when that changes, and now and then; what it has not told for
a while is forgotten. Each socket is told the whole once, then what has changed, at most once a beat.
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

type People = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Activity:
    """What one socket's person is at. Ids are as the browser sent them: no page shows those of other boards."""

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


def _merge(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one entry for somebody with several sockets: the most active one, and what any of them is at."""
    first = min(entries, key=lambda entry: (entry["idle"], not entry["editing"], not entry["card"]))
    dragging = next((entry["dragging"] for entry in entries if entry["dragging"]), "")
    return first | {"dragging": dragging}


class Presence[Key]:
    """The people of one board, as one process knows them. ``Key`` is what stands for a socket."""

    def __init__(self) -> None:
        self._here: dict[Key, tuple[User, Activity]] = {}
        # Per other process: what it told, and when.
        self._elsewhere: dict[str, tuple[People, float]] = {}
        self._told: People = {}
        self._published: People = {}
        self._published_at = float("-inf")

    def note(self, key: Key, user: User, activity: Activity) -> None:
        """Take what somebody of this process is at."""
        self._here[key] = (user, activity)

    def know(self, key: Key, user: User) -> None:
        """Take how somebody looks now."""
        if key in self._here:
            self._here[key] = (user, self._here[key][1])

    def leave(self, key: Key) -> None:
        """Forget a socket of this process."""
        self._here.pop(key, None)

    def hear(self, process: str, people: People, now: float) -> None:
        """Take what another process told of its people."""
        self._elsewhere[process] = (people, now)

    def publish_again(self) -> None:
        """Tell the other processes with the next beat: somebody new asks."""
        self._published_at = float("-inf")

    def own(self) -> People:
        """Return the people of this process."""
        entries: dict[str, list[dict[str, Any]]] = {}
        for user, activity in self._here.values():
            about = {"name": user.name, "initials": user.initials, "colour": user.colour, "picture": user.picture}
            entries.setdefault(str(user.pk), []).append(about | asdict(activity))
        return {person: _merge(found) for person, found in entries.items()}

    def to_publish(self, now: float) -> People | None:
        """Return what the other processes are to be told now, if anything."""
        people = self.own()
        is_due = bool(people) and now - self._published_at >= REFRESH
        if people == self._published and not is_due:
            return None
        self._published, self._published_at = people, now
        return people

    def everybody(self, now: float) -> People:
        """Return the people of all processes that were heard of lately."""
        self._elsewhere = {name: told for name, told in self._elsewhere.items() if now - told[1] < EXPIRY}
        merged = self.own()
        for people, _ in self._elsewhere.values():
            for person, entry in people.items():
                merged[person] = _merge([merged[person], entry]) if person in merged else entry
        return merged

    def changes(self, now: float) -> dict[str, dict[str, Any] | None]:
        """Return who changed since the last call, and None for those who went."""
        people = self.everybody(now)
        gone = dict.fromkeys(self._told.keys() - people.keys())
        changed = {person: entry for person, entry in people.items() if self._told.get(person) != entry}
        self._told = people
        return gone | changed
