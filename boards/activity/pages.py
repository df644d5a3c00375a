"""A page of the activity: which changes of the journal it tells, of a board or of one card, all or some."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from boards.activity import news
from boards.activity.entries import Entry, Undone, entries
from boards.activity.names import Names
from boards.models import Board, Card, Change, Patch, User

PAGE = 50
# How often in turns an undo, its redo, the undo of that … is followed, to know whether a change stands.
TURNS = 6


class Kind(TextChoices):
    """What changes may be asked for by."""

    CARDS = "cards", _("Cards")
    COLUMNS = "columns", _("Columns")
    PEOPLE = "people", _("People")


ROWS = {
    Kind.CARDS: [Patch.Kind.CARD, Patch.Kind.ASIDE],
    Kind.COLUMNS: [Patch.Kind.COLUMN],
    Kind.PEOPLE: [Patch.Kind.MEMBER, Patch.Kind.INVITATION, Patch.Kind.LINK],
}


@dataclass(frozen=True)
class Activity:
    """A page of entries; ``older`` is the revision before which the next page goes on, or None at the beginning."""

    entries: list[Entry]
    older: int | None


def of_board(
    *,
    board: Board,
    before: int | None = None,
    card: Card | None = None,
    person: UUID | None = None,
    kind: Kind | None = None,
) -> Activity:
    """Return a page of what happened on a board before a revision, in seven queries at most.

    It can be narrowed to one card, to what one person did, and to one kind of things. What belongs together but for the
    edge of a page is told on both sides of it.
    """
    changes = _changes(board, card, kind)
    if before is not None:
        changes = changes.filter(revision__lt=before)
    if person is not None:
        changes = changes.filter(actor=person)
    found = list(news.read(changes.order_by("-revision")[: PAGE + 1]))
    shown = found[:PAGE]
    page = list(entries(shown, Names(board, shown), _undone([each.change for each in shown])))
    return Activity(page, shown[-1].change.revision if len(found) > PAGE else None)


def people(*, board: Board) -> QuerySet[User]:
    """Return who has done something on a board, by name: members, and those who were."""
    return User.objects.filter(pk__in=Change.objects.filter(board=board).values("actor")).order_by("name")


def _changes(board: Board, card: Card | None, kind: Kind | None) -> QuerySet[Change]:
    """Return what touched something, or a certain card, or some kind. What changed nothing is no news."""
    patches = Patch.objects.filter(change=OuterRef("pk"))
    changes = Change.objects.filter(board=board)
    if card is not None:
        patches = patches.filter(row=card.pk)
    if kind is not None:
        patches = patches.filter(kind__in=ROWS[kind])
        # A board comes with columns and cards, but that is not what is told of it.
        changes = changes.exclude(command="board.create")
    return changes.filter(Exists(patches))


def _undone(changes: list[Change]) -> dict[int, Undone]:
    """Return which changes were taken back and stayed so, by their primary keys."""
    undos = Change.objects.filter(_stands(TURNS), undoes__in=changes).select_related("actor")
    return {undo.undoes_id: Undone(undo.actor) for undo in undos if undo.undoes_id is not None}


def _stands(turns: int) -> Q:
    """Return the condition that nobody took a change back, unless that was taken back itself."""
    takers = Change.objects.filter(undoes=OuterRef("pk"))
    return ~Q(Exists(takers.filter(_stands(turns - 1)) if turns else takers))
