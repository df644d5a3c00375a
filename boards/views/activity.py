"""What happened on a board, or to a card."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import activity, queries
from boards.models import Card
from boards.views.board import page_context
from boards.views.card import numbered
from boards.views.members import MemberRequest, for_members

# Digits of a revision; beyond that nobody's board goes.
LONGEST = 19


@require_GET
@for_members
def board_activity(request: MemberRequest) -> HttpResponse:
    """Show what happened on the board, a page at a time."""
    return _show(request, None)


@require_GET
@for_members
def card_activity(request: MemberRequest, number: int) -> HttpResponse:
    """Show what happened to a card, a page at a time."""
    return _show(request, numbered(request.board, number))


def read_before(request: MemberRequest) -> int | None:
    """Return the number before which a page of a long list goes on, or None for its beginning."""
    before = request.GET.get("before", "")
    return int(before) if before.isdecimal() and len(before) < LONGEST else None


def _show(request: MemberRequest, card: Card | None) -> HttpResponse:
    """Show a page; to script only the list."""
    # The revision first: what happens in between is then told twice to the page, not never.
    stamp = queries.stamp(board_id=request.board.pk)
    before, person, kind = read_before(request), _read_person(request), _read_kind(request)
    happened = activity.of_board(board=request.board, before=before, card=card, person=person, kind=kind)
    wanted: dict[str, object] = {name: value for name, value in (("person", person), ("kind", kind)) if value}
    context = page_context(request) | {
        "card": card,
        "activity": happened,
        "here": _address(request, wanted),
        "older": happened.older and _address(request, wanted | {"before": happened.older}),
        "is_narrowed": bool(wanted),
    }
    if request.headers.get("HX-Request"):
        response = render(request, "boards/_activity.html", context)
    else:
        people = activity.people(board=request.board)
        context |= {"stamp": stamp, "people": people, "person": person, "kinds": activity.Kind, "kind": kind}
        response = render(request, "boards/activity.html", context)
    response["Vary"] = "HX-Request, Cookie"
    response["Cache-Control"] = "no-store"
    return response


def _address(request: MemberRequest, wanted: dict[str, object]) -> str:
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path


def _read_person(request: MemberRequest) -> UUID | None:
    """Return whose changes are asked for. Nonsense asks for everybody's."""
    try:
        return UUID(request.GET.get("person", ""))
    except ValueError:
        return None


def _read_kind(request: MemberRequest) -> activity.Kind | None:
    try:
        return activity.Kind(request.GET.get("kind", ""))
    except ValueError:
        return None
