"""The versions of a card's texts, newest first, each with what it changed: read from the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from boards.merging import hunks
from boards.models import Card, Patch, User

PAGE = 10
TEXTS = ("title", "description")


@dataclass(frozen=True)
class Line:
    """A line of a difference: "same", "old" (no longer there) or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Version:
    """A text as somebody left it; ``author`` is None for an account that is gone.

    ``aside``: it never stood on the card, since its author chose another one.
    """

    patch: int
    field: str
    text: str
    lines: list[Line]
    author: User | None
    at: datetime
    aside: bool
    is_current: bool


@dataclass(frozen=True)
class Versions:
    """A page of versions; ``older`` is the patch before which the next page goes on, or None at the beginning."""

    shown: list[Version]
    older: int | None


def of_card(*, card: Card, before: int | None = None) -> Versions:
    """Return a page of versions of a card's title and description, in two queries at most."""
    kinds = (Patch.Kind.CARD, Patch.Kind.ASIDE)
    written = Q(after__has_key="title") | Q(after__has_key="description")
    patches = Patch.objects.filter(written, row=card.pk, kind__in=kinds, change__board=card.board_id)
    if before is not None:
        patches = patches.filter(pk__lt=before)
    found = list(patches.select_related("change__actor").order_by("-pk")[: PAGE + 1])
    shown = [version for patch in found[:PAGE] for version in _versions(patch, card)]
    return Versions(shown, found[PAGE - 1].pk if len(found) > PAGE else None)


def _versions(patch: Patch, card: Card) -> Iterator[Version]:
    for field in TEXTS:
        text = (patch.after or {}).get(field)
        # The first description of most cards is none at all.
        if text is None or (patch.before is None and not text):
            continue
        aside = patch.kind == Patch.Kind.ASIDE
        old = getattr(card, field) if aside else (patch.before or {}).get(field, "")
        yield Version(
            patch=patch.pk,
            field=field,
            text=text,
            lines=list(_difference(old or "", text)),
            author=patch.change.actor,
            at=patch.change.at,
            aside=aside,
            is_current=text == getattr(card, field),
        )


def _difference(old: str, new: str) -> Iterator[Line]:
    before, position = (old.split("\n") if old else []), 0
    for hunk in hunks(before, new.split("\n") if new else []):
        yield from (Line("same", text) for text in before[position : hunk.start])
        yield from (Line("old", text) for text in before[hunk.start : hunk.end])
        yield from (Line("new", text) for text in hunk.lines)
        position = hunk.end
    yield from (Line("same", text) for text in before[position:])
