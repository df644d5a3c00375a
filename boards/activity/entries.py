"""Lines and entries: what one change says, and what several that belong together say in one line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString

from boards.activity.names import Names
from boards.activity.news import News
from boards.activity.sentences import tell
from boards.commands.registry import COMMANDS
from boards.models import Change, User

# Whoever goes on with the same thing within this time is still at it.
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Undone:
    """That a change was taken back; ``by`` is None for somebody whose account is gone."""

    by: User | None


@dataclass(frozen=True)
class Line:
    """What one change says; ``undone`` if it does not stand any more."""

    change: Change
    sentence: SafeString
    undone: Undone | None

    @property
    def can_be_undone(self) -> bool:
        """Tell whether its actor may try to take it back."""
        command = COMMANDS.get(self.change.command)
        return self.undone is None and command is not None and command.undoable


@dataclass(frozen=True)
class Entry:
    """Lines that are told as one, the newest first: the same kind of change by one person to one thing, in a row."""

    sentence: SafeString
    lines: list[Line]

    @property
    def actor(self) -> User | None:
        """Who did it; None for somebody whose account is gone."""
        return self.lines[0].change.actor

    @property
    def at(self) -> datetime:
        """When the newest of it happened."""
        return self.lines[0].change.at

    @property
    def day(self) -> date:
        """The day of that, in UTC."""
        return self.at.date()

    @property
    def first(self) -> int:
        """The oldest revision: it stays while the entry grows."""
        return self.lines[-1].change.revision

    @property
    def last(self) -> int:
        """The newest revision."""
        return self.lines[0].change.revision


def entries(news: Iterable[News], names: Names, undone: Mapping[int, Undone]) -> Iterator[Entry]:
    """Yield what changes say, the newest first, those together that belong together."""
    for together in _in_rows(news):
        lines = [Line(each.change, tell([each], names), undone.get(each.change.pk)) for each in together]
        yield Entry(tell(together, names), lines)


def _in_rows(news: Iterable[News]) -> Iterator[list[News]]:
    together: list[News] = []
    for each in news:
        if together and not _belong_together(together[-1], each):
            yield together
            together = []
        together.append(each)
    if together:
        yield together


def _belong_together(newer: News, older: News) -> bool:
    return (
        newer.change.actor_id is not None
        and newer.change.actor_id == older.change.actor_id
        and newer.kind == older.kind
        and newer.patch.row == older.patch.row
        and set(newer.cards) == set(older.cards)
        and newer.change.at - older.change.at <= PAUSE
    )
