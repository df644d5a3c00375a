"""Every component in every state, under all themes side by side: for whoever works on the look. Only with DEBUG.

It is made of the product's own partials, filled with rows that no database knows; what scripts do to a page, its script
does. What a pointer or the keyboard does to a control is tried there by hand.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from boards import access, icons
from boards.appearance import Look
from boards.commands.fields import LineField
from boards.models import Background, Board, Card, Column, Contrast, Membership, Role, Theme, User
from boards.models.fields import PALETTE_SIZE
from boards.refusal import Reason, Refusal

THEMES = (Look(Theme.LIGHT), Look(Theme.DARK), Look(Theme.LIGHT, Contrast.MORE), Look(Theme.DARK, Contrast.MORE))
TROUBLE = ("400", "403", "403_csrf", "404", "429", "500", "503", "offline")
# What is written on what, and the least ratio of contrast (WCAG 2.2, 1.4.3; 1.4.11 for what bounds a control).
WORDS_ON = tuple(
    (ink, on, 4.5)
    for on in ("ground", "lane", "paper", "raised")
    for ink in ("ink", "ink-soft", "accent", "ok", "warn", "bad")
)
OTHERS_ON = (
    ("on-accent", "accent", 4.5),
    ("on-toast", "toast", 4.5),
    ("toast-link", "toast", 4.5),
    ("warn", "warn-soft", 4.5),
    ("bad", "bad-soft", 4.5),
    ("edge", "paper", 3),
    ("accent", "ground", 3),
)
SIZES = ("display", "title", "mark", "large", "text", "tile", "small", "tiny", "micro")
SPACES = tuple(f"space-{number}" for number in range(1, 8))
# Titles and descriptions; the script brings each into its state.
TILES = (
    ("At rest", ""),
    ("With a text", "Some words"),
    ("Waiting", ""),
    ("Lifted", ""),
    ("Somebody is here", ""),
    ("Glowing", ""),
    ("Refused", ""),
)


class SampleForm(forms.Form):
    """A field of each kind."""

    name = LineField(limit=20, label="Name", help_text="What others see.")
    role = forms.ChoiceField(choices=Role.choices, label="Role")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    letters = forms.BooleanField(label="Letters act", required=False)


def in_debug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 wherever people work."""

    @wraps(view)
    def only_in_debug(request: HttpRequest, **named: str) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request, **named)

    return require_GET(only_in_debug)


@in_debug
@csp_override({**settings.SECURE_CSP, "frame-src": [CSP.SELF]})
def themes(request: HttpRequest) -> HttpResponse:
    """Show the sheet under all themes, each in a frame of its own: as a page of the product is."""
    return render(request, "styleguide/themes.html", {"themes": THEMES, "trouble": TROUBLE})


@in_debug
@xframe_options_sameorigin
@csp_override({**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]})
def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """Show all components, or one of the pages that say what went wrong."""
    look = Look.read(request.GET.get("theme", ""), request.GET.get("contrast", ""))
    if name in TROUBLE:
        return render(request, f"{name}.html", {"look": look, "errors": ["The database is away for a moment."]})
    if name != "sheet":
        raise Http404
    return render(request, "styleguide/sheet.html", _samples() | {"look": look})


def _samples() -> dict[str, Any]:
    people = [User(pk=UUID(int=n), name=f"{'ABCDEFGH'[n]}nn Person", colour=n) for n in range(PALETTE_SIZE)]
    board = Board(pk=UUID(int=100), name="Harbour festival", background=Background.LAGOON)
    column = Column(pk=UUID(int=200), board=board, name="States of a tile", order="i", card_count=len(TILES))
    cards = [_card(board, column, number, *tile) for number, tile in enumerate(TILES, start=1)]
    column.visible_cards = cards  # type: ignore[attr-defined]
    empty = Column(pk=UUID(int=201), board=board, name="Nothing yet", order="r")
    empty.visible_cards = []  # type: ignore[attr-defined]
    theirs = {"title": "What stands there by now"}
    return {
        "board": board,
        "boards": [_tile(number, background, people) for number, background in enumerate(Background)],
        "columns": [column, empty],
        "card": _card(
            board, column, 34, "Landing page: the story in three screens", "One idea a *screen*.\n\n- Dawn\n- Noon"
        ),
        "base": 1,
        "can": access.TABLE[Role.OWNER],
        "people": people,
        "backgrounds": Background.choices,
        "forms": [SampleForm(auto_id="fresh-%s"), SampleForm({"name": " ", "role": "king"}, auto_id="wrong-%s")],
        "refusal": Refusal(Reason.CONFLICT, {"title": ["Somebody changed the title while you wrote."]}, theirs),
        "archive": {"columns": [], "cards": [], "total": 0},
        "activity": {"entries": []},
        "icons": icons.ICONS,
        "pairs": (*WORDS_ON, *OTHERS_ON),
        "sizes": SIZES,
        "spaces": SPACES,
    }


def _card(board: Board, column: Column, number: int, title: str, description: str) -> Card:
    return Card(
        pk=UUID(int=300 + number),
        board=board,
        column=column,
        number=number,
        title=title,
        description=description,
        order=f"{number:02}i",
    )


def _tile(number: int, background: Background, people: list[User]) -> Board:
    board = Board(pk=UUID(int=400 + number), name=str(background.label), background=background)
    members = [Membership(board=board, user=person, role=Role.EDITOR) for person in people[number:]]
    facts = {
        "people": members,
        "card_total": 37,
        "changed_at": None,
        "starred": number == 1,
        "can": access.TABLE[Role.OWNER],
    }
    for name, value in facts.items():
        setattr(board, name, value)
    return board
