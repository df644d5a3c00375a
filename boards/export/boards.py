"""What the archive says of boards: those that its person is on now, and nothing of anybody else but their names."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from boards.models import Board, Card, Change, Column, Membership, Patch, Role, User, Visit

type Row = dict[str, Any]

# Rows that are in memory at once; a card has up to 20,000 characters, its change twice as many.
PORTION = 50

# What a patch says of each kind of row. What is not named here does not leave the server.
FIELDS: Mapping[str, frozenset[str]] = {
    Patch.Kind.BOARD: frozenset({"name", "archived", "background"}),
    Patch.Kind.COLUMN: frozenset({"name", "archived", "place"}),
    Patch.Kind.CARD: frozenset({"number", "title", "description", "archived", "place"}),
    Patch.Kind.MEMBER: frozenset({"role"}),
    Patch.Kind.LINK: frozenset({"name", "expires"}),
    Patch.Kind.INVITATION: frozenset({"role"}),
    Patch.Kind.ASIDE: frozenset({"title", "description"}),
}


def memberships_of(user: User) -> Iterable[Membership]:
    """Return the memberships with their boards, the oldest board first."""
    found = Membership.objects.filter(user=user).select_related("board")
    return found.order_by("board__created_at", "board__pk")


def listed(user: User, membership: Membership, file: str) -> Row:
    """Return what the list of boards says of one; ``file`` holds the rest."""
    visit = Visit.objects.filter(user=user, board=membership.board_id).first()
    return {
        "id": membership.board_id,
        "name": membership.board.name,
        "role": membership.role,
        "starred": bool(visit and visit.starred),
        "opened_at": visit and visit.opened_at,
        "file": file,
    }


def facts(membership: Membership) -> Row:
    """Return what a board's file begins with."""
    board = membership.board
    return {
        "id": board.pk,
        "name": board.name,
        "archived": board.archived,
        "background": board.background,
        "created_at": board.created_at,
        "revision": board.revision,
        "role": membership.role,
    }


def lists(user: User, membership: Membership) -> dict[str, Iterable[Any]]:
    """Return the lists of a board's file: for owners what it holds, for everybody what they did on it."""
    mine: dict[str, Iterable[Any]] = {"my_changes": _changes(user, membership.board)}
    if membership.role != Role.OWNER:
        return mine
    return {"columns": _columns(membership.board), "cards": _cards(membership.board), **mine}


def _columns(board: Board) -> Iterator[Row]:
    found = Column.objects.filter(board=board).order_by("order").values("id", "name", "archived")
    for column in found.iterator(chunk_size=PORTION):
        yield dict(column)


def _cards(board: Board) -> Iterator[Row]:
    fields = ("id", "number", "column", "title", "description", "archived", "created_at")
    found = Card.objects.filter(board=board).order_by("column__order", "order").values(*fields)
    for card in found.iterator(chunk_size=PORTION):
        yield dict(card)


def _changes(user: User, board: Board) -> Iterator[Row]:
    fields = ("pk", "revision", "at", "command")
    # Values, no objects: those hold one another (a change its patches, a patch its change), and go when they like.
    found = Change.objects.filter(board=board, actor=user).order_by("revision").values(*fields)
    for portion in itertools.batched(found.iterator(chunk_size=PORTION), PORTION):
        rows = _rows([change["pk"] for change in portion])
        for change in portion:
            key = change.pop("pk")
            yield {**change, "rows": rows.get(key, [])}


def _rows(changes: Collection[int]) -> dict[int, list[Row]]:
    """Return what changes did to rows, by change."""
    fields = ("change", "kind", "row", "before", "after")
    found = Patch.objects.filter(change__in=changes, kind__in=FIELDS).order_by("pk").values_list(*fields)
    names = _names(changes)
    rows: dict[int, list[Row]] = {}
    for change, kind, pk, before, after in found.iterator(chunk_size=PORTION):
        row = {"kind": kind, "id": pk, "before": _chosen(kind, before), "after": _chosen(kind, after)}
        # Somebody whose account is gone has none.
        rows.setdefault(change, []).append({**row, "name": names.get(pk)} if kind == Patch.Kind.MEMBER else row)
    return rows


def _names(changes: Collection[int]) -> dict[UUID, str]:
    people = Patch.objects.filter(change__in=changes, kind=Patch.Kind.MEMBER).values("row")
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name"))


def _chosen(kind: str, values: Row | None) -> Row | None:
    return values and {name: value for name, value in values.items() if name in FIELDS[kind]}
