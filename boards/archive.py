"""What was taken off a board: searched, the latest first, with who did it and when, as the journal tells it."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from boards.models import Board, Card, Change, Column

# Cards shown at first, and how many more each time somebody asks.
PAGE = 50
# Of a card's number; beyond that no board goes.
DIGITS = 9


@dataclass(frozen=True)
class Archive:
    """Columns and cards off the board, each with ``put_away`` (the Change that did it, or None).

    ``total`` is how many cards there are; ``more`` is how many to ask for next, or None where all are shown.
    """

    columns: list[Column]
    cards: list[Card]
    total: int
    more: int | None


def of_board(*, board: Board, sought: str = "", shown: int = PAGE) -> Archive:
    """Return what is archived on a board and matches every word that is sought. Four queries, however much it is.

    Cards of an archived column that were not archived themselves come back with it, so they are not listed.
    Case is ignored as the database does: SQLite knows it of ASCII letters only.
    """
    words = sought.split()
    columns = Column.objects.filter(*map(_of_column, words), board=board, archived=True)
    cards = Card.objects.filter(*map(_of_card, words), board=board, archived=True).select_related("column")
    total = cards.count()
    found = Archive(
        list(_latest_first(columns.annotate(card_total=Count("cards")), "name")),
        list(_latest_first(cards, "-number")[:shown]),
        total,
        shown + PAGE if total > shown else None,
    )
    _tell_who(board, [*found.columns, *found.cards])
    return found


def _of_column(word: str) -> Q:
    return Q(name__icontains=word)


def _of_card(word: str) -> Q:
    number = word.removeprefix("#")
    is_number = Q(number=int(number)) if number.isdecimal() and len(number) <= DIGITS else Q()
    return Q(title__icontains=word) | Q(description__icontains=word) | Q(column__name__icontains=word) | is_number


def _latest_first[Row: (Column, Card)](rows: QuerySet[Row], then: str) -> QuerySet[Row]:
    row = {"patches__row": OuterRef("pk"), "patches__after__archived": True}
    doings = Change.objects.filter(board=OuterRef("board"), **row)
    latest = Subquery(doings.order_by("-revision").values("revision")[:1])
    return rows.annotate(put_away_at=Coalesce(latest, 0)).order_by("-put_away_at", then)


def _tell_who(board: Board, rows: list[Column | Card]) -> None:
    revisions = {row.put_away_at for row in rows}  # type: ignore[union-attr]
    changes = Change.objects.filter(board=board, revision__in=revisions).select_related("actor")
    by_revision = {change.revision: change for change in changes}
    for row in rows:
        row.put_away = by_revision.get(row.put_away_at)  # type: ignore[union-attr]
