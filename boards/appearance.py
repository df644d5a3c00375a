"""How pages look to whoever asks for them: the theme and the contrast that they chose, or what their system says.

It is on ``<html>`` when the page arrives, so nothing flashes. Whoever is signed in has it in their own row, and so on
every device; a visitor has a cookie. It stands in pages only: no slot, and nothing that a frame carries, knows of it.
"""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from boards.models import Contrast, Theme

COOKIE = "look"
YEAR = 365 * 24 * 60 * 60
# What surrounds the page in a browser or on a phone: the ground of surfaces.css, by theme and contrast, since a <meta>
# cannot name a token.
GROUNDS = {
    (Theme.LIGHT, Contrast.SYSTEM): "#f8f6f3",
    (Theme.LIGHT, Contrast.MORE): "#ffffff",
    (Theme.DARK, Contrast.SYSTEM): "#0e1116",
    (Theme.DARK, Contrast.MORE): "#020202",
}


@dataclass(frozen=True)
class Look:
    """What somebody chose; by default all is as the system says."""

    theme: Theme = Theme.SYSTEM
    contrast: Contrast = Contrast.SYSTEM

    @classmethod
    def read(cls, theme: str, contrast: str) -> Self:
        """Return the look of two words, of which those that mean nothing here mean the system."""
        return cls(
            Theme(theme) if theme in Theme.values else Theme.SYSTEM,
            Contrast(contrast) if contrast in Contrast.values else Contrast.SYSTEM,
        )

    @property
    def colour_scheme(self) -> str:
        """For ``<meta name=color-scheme>``, which counts before any style sheet is there."""
        return self.theme or "light dark"

    @property
    def grounds(self) -> list[tuple[str, str]]:
        """For ``<meta name=theme-color>``: colours, each with its media query, the more special ones first."""
        return [
            (ground, " and ".join(filter(None, (self._asks_theme(theme), self._asks_contrast(contrast)))))
            for (theme, contrast), ground in reversed(GROUNDS.items())
            if self.theme in {Theme.SYSTEM, theme} and self.contrast in {Contrast.SYSTEM, contrast}
        ]

    def _asks_theme(self, theme: Theme) -> str:
        return "" if self.theme else f"(prefers-color-scheme: {theme})"

    def _asks_contrast(self, contrast: Contrast) -> str:
        return "(prefers-contrast: more)" if contrast and not self.contrast else ""


def look_of(request: HttpRequest) -> Look:
    """Return how the pages of a request are to look."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Look.read(user.theme, user.contrast)
    theme, _, contrast = request.COOKIES.get(COOKIE, "").partition(".")
    return Look.read(theme, contrast)


def look(request: HttpRequest) -> dict[str, object]:
    """Give templates ``look``: what a page's first line and head say."""
    return {"look": SimpleLazyObject(lambda: look_of(request))}


def remember(response: HttpResponse, chosen: Look) -> None:
    """Keep a choice in the browser: for visitors, and for the pages around signing in."""
    response.set_cookie(
        COOKIE,
        f"{chosen.theme}.{chosen.contrast}",
        max_age=YEAR,
        secure=settings.TLS,
        httponly=True,
        samesite="Lax",
    )
