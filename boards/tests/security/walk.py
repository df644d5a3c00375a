"""Every address there is, for tests that leave out none: a new page is in them by itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from boards.models import Board

# What a part of an address is filled with that a test says nothing of: by its name, else by its kind.
EXAMPLES: dict[str, object] = {
    "key": "Mg:nonsense",
    "uidb36": "1",
    "app_label": "boards",
    "uuid": uuid4(),
    "int": 1,
    "str": "x",
    "slug": "x",
    "path": "x",
}


@dataclass(frozen=True)
class Route:
    """An address, its name, and the names of the parts that vary."""

    name: str
    address: str
    parts: frozenset[str]

    @property
    def is_admins(self) -> bool:
        """Tell whether it is one of the admin's."""
        return self.address.startswith("/admin/")


def routes(**parts: object) -> list[Route]:
    """Return every address, with these parts filled in."""
    return list(_routes(get_resolver(), "/", frozenset(), parts))


def filled(board: Board) -> dict[str, object]:
    """Return what the parts of addresses stand for on a board: a card, a column and a link that there are."""
    link = board.links.first()
    return {
        "board_id": board.pk,
        "number": board.cards.earliest("number").number,
        "column_id": board.columns.all()[0].pk,
        **({"secret": link.secret} if link else {}),
    }


def on(board: Board) -> list[Route]:
    """Return the addresses of a board, with a card and a column of it."""
    return [route for route in routes(**filled(board)) if "board_id" in route.parts]


def models() -> list[type[Model]]:
    """Return every model of ours."""
    return list(apps.get_app_config("boards").get_models())


def without_tokens(html: str) -> str:
    """Return a page without what is another at every request."""
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def _routes(resolver: Any, before: str, parts: frozenset[str], values: Mapping[str, object]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path, own = _filled(entry.pattern, values)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, before + path, parts | own, values)
        elif isinstance(entry, URLPattern):
            yield Route(entry.name or "", before + path, parts | own)


def _filled(pattern: Any, values: Mapping[str, object]) -> tuple[str, frozenset[str]]:
    """Return a pattern as a path, and the names of its parts."""
    route = str(pattern)
    kinds = {name: type(converter).__name__.removesuffix("Converter").lower() for name, converter in _parts(pattern)}
    for name, kind in kinds.items():
        value = str(values.get(name, EXAMPLES.get(name, EXAMPLES.get(kind.replace("string", "str"), "x"))))
        # As path() writes it, then as re_path() does.
        route = re.sub(rf"<(\w+:)?{name}>", value, re.sub(rf"\(\?P<{name}>[^()]*\)", value, route))
    return route.strip("^$"), frozenset(kinds)


def _parts(pattern: Any) -> list[tuple[str, Any]]:
    named = getattr(getattr(pattern, "regex", None), "groupindex", {})
    return [*dict.fromkeys(named).items(), *pattern.converters.items()]
