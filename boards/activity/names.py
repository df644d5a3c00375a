"""What changes speak of, by the names that things had then, as links to where they are now."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.activity.news import News, column_in
from boards.models import Board, Card, Column, Patch, User

# Of cards that something was done to alike; the others are counted.
NAMED = 3


class Names:
    """The rows that changes of a board speak of, and what they were called. Four queries, however many changes."""

    def __init__(self, board: Board, news: Collection[News]) -> None:
        kinds = defaultdict(set)
        for each in news:
            kinds[each.patch.kind].update({each.patch.row, *each.cards[:NAMED]})
        columns = {column_in(values) for each in news for values in (each.before, each.after)} - {None}
        self._cards = Card.objects.filter(board=board).in_bulk(kinds[Patch.Kind.CARD] | kinds[Patch.Kind.ASIDE])
        self._columns = Column.objects.filter(board=board).in_bulk(kinds[Patch.Kind.COLUMN] | columns)
        self._people = User.objects.in_bulk(kinds[Patch.Kind.MEMBER])
        self._called = _history(board, {*self._cards, *self._columns})

    def card(self, pk: UUID, revision: int) -> SafeString:
        """Return a card by the title that it had at a revision. Of one that was deleted nothing is left to tell."""
        return self._link(self._cards.get(pk), revision, _("a deleted card"))

    def cards(self, ids: Sequence[UUID], revision: int) -> SafeString:
        """Return some cards by their titles, and how many there are besides."""
        named = format_html_join(", ", "{}", ((self.card(pk, revision),) for pk in ids[:NAMED]))
        if (more := len(ids) - NAMED) <= 0:
            return named
        return format_html(
            ngettext("{named} and {n} more card", "{named} and {n} more cards", more), named=named, n=more
        )

    def column(self, pk: UUID, revision: int) -> SafeString:
        """Return a column by the name that it had at a revision."""
        return self._link(self._columns.get(pk), revision, _("a deleted column"))

    def member(self, pk: UUID) -> SafeString:
        """Return somebody's name; people are called as they are today."""
        person = self._people.get(pk)
        return format_html("<strong>{}</strong>", person.name if person else _("somebody"))

    def _link(self, row: Card | Column | None, revision: int, otherwise: str) -> SafeString:
        if row is None:
            return format_html("<em>{}</em>", otherwise)
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), self._then(row, revision))

    def _then(self, row: Card | Column, revision: int) -> str:
        """Return what a row was called; without a word in the journal it is what it is called today."""
        called = self._called.get(row.pk, [])
        index = bisect_right(called, revision, key=lambda one: one[0])
        return called[index - 1][1] if index else str(row)


def _history(board: Board, rows: Collection[UUID]) -> dict[UUID, list[tuple[int, str]]]:
    """Return for each row from which revision on it was called what, in order."""
    named = Q(kind=Patch.Kind.CARD, after__has_key="title") | Q(kind=Patch.Kind.COLUMN, after__has_key="name")
    found = Patch.objects.filter(named, row__in=rows, change__board=board).order_by("change__revision")
    called = defaultdict(list)
    for row, revision, title, name in found.values_list(
        "row", "change__revision", KT("after__title"), KT("after__name")
    ):
        called[row].append((revision, title or name))
    return called
