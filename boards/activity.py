"""What happened on a board, newest first, in sentences: the journal as people read it. The one place with its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.commands.registry import COMMANDS
from boards.models import Board, Card, Change, Column, Patch, User

PAGE = 50

# By command; an edit of a card and a move also by what they came to.
SENTENCES = {
    "board.create": "created the board",
    "board.rename": "renamed the board to {name}",
    "board.archive": "archived the board",
    "board.restore": "restored the board",
    "board.hand_over": "handed the board over to {member}",
    "board.hand_over self": "gave up owning the board",
    "member.add": "added {member} as {role}",
    "member.change": "made {member} {role}",
    "member.remove": "removed {member}",
    "member.leave": "left the board",
    "column.create": "added the column {column}",
    "column.rename": "renamed the column {name_before} to {name}",
    "column.move": "moved the column {column}",
    "column.archive": "archived the column {column}",
    "column.restore": "brought the column {column} back",
    "column.delete": "deleted a column for good, with its cards",
    "card.create": "added {card} to {column}",
    "card.edit": "edited {card}",
    "card.edit title": "renamed {title_before} to {card}",
    "card.edit description": "edited the description of {card}",
    "card.set_aside": "kept another version of {card}",
    "card.move": "moved {card} within {column}",
    "card.move column": "moved {card} from {column_before} to {column}",
    "card.archive": "archived {card}",
    "card.restore": "brought {card} back",
    "card.delete": "deleted a card for good",
    "change.undo": "took back a change of the board",
    "change.undo column": "took back a change of the column {column}",
    "change.undo card": "took back a change of {card}",
}


@dataclass(frozen=True)
class Entry:
    """One change as its line says it; ``actor`` is None for somebody whose account is gone."""

    revision: int
    actor: User | None
    sentence: SafeString
    change: Change

    @property
    def can_be_undone(self) -> bool:
        """Tell whether its actor may try to take it back."""
        command = COMMANDS.get(self.change.command)
        return command is not None and command.undoable


@dataclass(frozen=True)
class Activity:
    """A page of entries; ``older`` is the revision before which the next page goes on, or None at the beginning."""

    entries: list[Entry]
    older: int | None


@dataclass(frozen=True)
class _Names:
    """The rows that a page of changes speaks of, as they are now, by id."""

    board: Board
    cards: dict[UUID, Card]
    columns: dict[UUID, Column]
    people: dict[UUID, User]

    def card(self, pk: UUID, title: str | None) -> SafeString:
        """Return a card under the title that it had then, as a link if it is still there."""
        card = self.cards.get(pk)
        if card is None:
            return format_html("<em>{}</em>", "a deleted card")
        return format_html('<a href="{}">{}</a>', card.get_absolute_url(), title or card.title)

    def column(self, pk: UUID, name: str | None = None) -> SafeString:
        """Return a column under the name that it had then."""
        column = self.columns.get(pk)
        return format_html("<strong>{}</strong>", name or (column.name if column else "a deleted column"))

    def member(self, pk: UUID) -> SafeString:
        """Return somebody's name."""
        person = self.people.get(pk)
        return format_html("<strong>{}</strong>", person.name if person else "somebody")


def of_board(*, board: Board, before: int | None = None, card: Card | None = None) -> Activity:
    """Return a page of what happened on a board, or to one of its cards, before a revision. Six queries at most."""
    changes = Change.objects.filter(Exists(_patches(card)), board=board)
    if before is not None:
        changes = changes.filter(revision__lt=before)
    found = list(changes.select_related("actor").prefetch_related("patches").order_by("-revision")[: PAGE + 1])
    shown = found[:PAGE]
    names = _names(board, shown)
    entries = [
        Entry(change.revision, change.actor, _sentence(change, patch, names), change)
        for change in shown
        # What changed nothing has none, and was not asked for.
        if (patch := change.subject)
    ]
    return Activity(entries, shown[-1].revision if len(found) > PAGE else None)


def _patches(card: Card | None) -> Any:
    """Return what a change must have touched: something, or a certain card. What changed nothing is no news."""
    patches = Patch.objects.filter(change=OuterRef("pk"))
    return patches.filter(row=card.pk) if card else patches


def _names(board: Board, changes: Iterable[Change]) -> _Names:
    patches = [patch for change in changes for patch in change.patches.all()]
    ids = {kind: {patch.row for patch in patches if patch.kind == kind} for kind in Patch.Kind}
    ids[Patch.Kind.CARD] |= ids[Patch.Kind.ASIDE]
    ids[Patch.Kind.COLUMN] |= {UUID(place[0]) for patch in patches for place in _places(patch) if place[0] != "board"}
    return _Names(
        board,
        Card.objects.filter(board=board).in_bulk(ids[Patch.Kind.CARD]),
        Column.objects.filter(board=board).in_bulk(ids[Patch.Kind.COLUMN]),
        User.objects.in_bulk(ids[Patch.Kind.MEMBER]),
    )


def _places(patch: Patch) -> list[list[str]]:
    return [values["place"] for values in (patch.before, patch.after) if values and values.get("place")]


def _sentence(change: Change, patch: Patch, names: _Names) -> SafeString:
    before, after = patch.before or {}, patch.after or {}
    words: dict[str, object] = {
        "name": after.get("name") or "…",
        "name_before": before.get("name") or "…",
        "title_before": before.get("title") or "…",
        "role": after.get("role", ""),
    }
    if patch.kind == Patch.Kind.ASIDE:
        words["card"] = names.card(patch.row, None)
    elif patch.kind == Patch.Kind.CARD:
        words["card"] = names.card(patch.row, after.get("title"))
        for end, values in (("column", after), ("column_before", before)):
            words[end] = names.column(UUID(values["place"][0])) if values.get("place") else ""
    elif patch.kind == Patch.Kind.COLUMN:
        words["column"] = names.column(patch.row, after.get("name"))
    elif patch.kind == Patch.Kind.MEMBER:
        words["member"] = names.member(patch.row)
    return format_html(SENTENCES[_key(change, patch)], **words)


def _key(change: Change, patch: Patch) -> str:
    before, after = patch.before or {}, patch.after or {}
    if change.command == "board.hand_over" and patch.row == change.actor_id:
        return "board.hand_over self"
    if change.command == "change.undo":
        return change.command if patch.kind == Patch.Kind.BOARD else f"{change.command} {patch.kind}"
    if change.command == "card.edit" and len(after) == 1:
        return f"card.edit {next(iter(after))}"
    if change.command == "card.move" and before.get("place", [None])[0] != after.get("place", [None])[0]:
        return "card.move column"
    return change.command
