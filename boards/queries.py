"""Reads, with their prefetches. Take the revision first, then the rows: they may be newer than it, never older."""

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from boards.models import Board, Card, Change, Column, Lineage, Link, Membership, Patch, Role, User, Visit
from boards.prepared import Prepared

# The epoch as a column of another query; null before anybody has founded it.
LINEAGE = Subquery(Lineage.objects.values("epoch")[:1])
# Of a card: not to be seen on its board.
AWAY = Q(archived=True) | Q(column__archived=True)
# SQLite takes some thousands of parameters in one query, no more.
PORTION = 1_000

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _IsAway(TypedDict):
        is_away: bool

    # A card with what its tile needs to know besides.
    type Tile = WithAnnotations[Card, _IsAway]


@dataclass(frozen=True)
class Stamp:
    """What a page, a resume or a hub has seen: the database's epoch and the board's revision."""

    epoch: UUID
    revision: int


def epoch() -> UUID:
    """Return the lineage of this database, which the first reader founds."""
    return Lineage.objects.get_or_create(pk=1)[0].epoch


def person_with(*, email: str) -> User | None:
    """Return whose address this is. One that was never confirmed, where that is asked for, is nobody's."""
    people = User.objects.filter(email__iexact=email, is_active=True)
    if settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory":
        people = people.filter(emailaddress__email__iexact=email, emailaddress__verified=True)
    return people.first()


def board_ids_of(*, user: User) -> list[UUID]:
    """Return the ids of somebody's boards."""
    return list(Membership.objects.filter(user=user).values_list("board", flat=True))


def stamp(*, board_id: UUID) -> Stamp:
    """Return where a board stands now; revision 0 if there is no such board."""
    return pulse(board_ids=[board_id]).get(board_id) or Stamp(epoch(), 0)


def pulse(*, board_ids: Collection[UUID]) -> dict[UUID, Stamp]:
    """Return where many boards stand, in one query; those that were deleted are missing. What the heartbeat asks."""
    rows = Board.objects.filter(pk__in=board_ids).annotate(epoch=LINEAGE).values_list("pk", "epoch", "revision")
    return {board_id: Stamp(now or epoch(), revision) for board_id, now, revision in rows}


def boards_of(*, user: User) -> QuerySet[Board]:
    """Return the boards that somebody may see, the most recently opened first, then the newest.

    Each comes with ``starred``, ``card_total`` (how many it shows), ``changed_at`` and its people as ``people``.
    """
    visits = Visit.objects.filter(board=OuterRef("pk"), user=user)
    shown = Column.objects.filter(board=OuterRef("pk"), archived=False).order_by().values("board")
    people = Membership.objects.filter(user__is_active=True).select_related("user").order_by("user__name")
    return (
        Board.objects.filter(memberships__user=user)
        .annotate(
            starred=Coalesce(Subquery(visits.values("starred")), Value(value=False)),
            opened_at=Subquery(visits.values("opened_at")),
            card_total=Coalesce(Subquery(shown.annotate(sum=Sum("card_count")).values("sum")), 0),
            changed_at=Subquery(Change.objects.filter(board=OuterRef("pk")).order_by("-revision").values("at")[:1]),
        )
        .prefetch_related(Prefetch("memberships", people, to_attr="people"))
        .order_by(F("opened_at").desc(nulls_last=True), "-created_at")
    )


def members_of(*, board: Board) -> list[Membership]:
    """Return the memberships of a board with their people: the mightiest role first, then by name."""
    found = Membership.objects.filter(board=board, user__is_active=True).select_related("user").order_by("user__name")
    rank = list(Role)
    return sorted(found, key=lambda membership: rank.index(Role(membership.role)))


def links_of(*, board: Board) -> QuerySet[Link]:
    """Return the board's links for guests, the newest first, those that are over included."""
    return Link.objects.filter(board=board).order_by("-created_at")


def columns(*, board: Board) -> QuerySet[Column]:
    """Return the board's columns in order, without their cards."""
    return Column.objects.filter(board=board, archived=False).order_by("order")


def columns_with_cards(*, board: Board) -> QuerySet[Column]:
    """Return the board's columns in order, each with its cards as ``visible_cards``."""
    cards = Card.objects.filter(archived=False).order_by("order")
    return columns(board=board).prefetch_related(Prefetch("cards", cards, to_attr="visible_cards"))


def changes_between(*, board_id: UUID, after: int, upto: int) -> QuerySet[Change]:
    """Return the journal from revision ``after`` (left out) to ``upto``, with what each change touched."""
    changes = Change.objects.filter(board_id=board_id, revision__gt=after, revision__lte=upto)
    return changes.prefetch_related("patches").order_by("revision")


def is_on_board(*, board_id: UUID, card_id: UUID) -> bool:
    """Tell whether a card is to be seen on a board: not deleted, not archived, and its column neither."""
    return Card.objects.filter(board=board_id, pk=card_id, archived=False, column__archived=False).exists()


def has_changed(*, board_id: UUID, row: UUID, after: int) -> bool:
    """Tell whether the journal knows of a change of a row after revision ``after``."""
    return Patch.objects.filter(row=row, change__board=board_id, change__revision__gt=after).exists()


def cards_for_tiles(*, board: Board, ids: Collection[UUID]) -> "list[Tile]":
    """Return cards of the board with what their tiles need, in order. Many ids are asked for in portions."""
    if len(ids) == 1:
        found = _TILE.first(board=board.pk, card=next(iter(ids)))
        return [found] if found else []
    return sorted(_in_portions(_tiles(board.pk), ids), key=lambda card: card.order)


def tiles_in(*, board: Board, columns: Collection[UUID]) -> "list[Tile]":
    """Return the cards that columns of the board show, in order."""
    return list(_tiles(board.pk).filter(column__in=columns, archived=False).order_by("order"))


def _tiles(board: UUID) -> "QuerySet[Tile]":
    return Card.objects.filter(board=board).defer("created_at").annotate(is_away=AWAY)


def _tile(board: UUID, card: UUID) -> "QuerySet[Tile]":
    return _tiles(board).filter(pk=card).order_by()


# What an edit of a card asks for.
_TILE = Prepared(_tile)


def cards_put_away(*, board: Board, ids: Collection[UUID]) -> list[Card]:
    """Return those of the cards that are archived, or whose column is, with no more than their numbers."""
    return list(_in_portions(Card.objects.filter(AWAY, board=board).only("number"), ids))


def _in_portions[Row: Card](cards: QuerySet[Row], ids: Collection[UUID]) -> Iterator[Row]:
    for portion in itertools.batched(ids, PORTION):
        yield from cards.filter(pk__in=portion)
