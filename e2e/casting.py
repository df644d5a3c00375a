"""Who appears in a story: browsers of their own for everybody, and what must be true of them at its end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from e2e import axe
from e2e.actors import Actor
from e2e.browsers import Browsers

# The service worker has stories of its own (e2e/test_installed.py); all others are told faster without it.
USUAL = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "service_workers": "block"}
SHOTS = Path("test-results")


class Host(Protocol):
    """What people visit."""

    @property
    def url(self) -> str:
        """The address."""

    def complaints(self) -> list[str]:
        """Return what it logged as an error since the last time."""


class Casting:
    """The people of one story."""

    def __init__(self, browsers: Browsers, inspector: axe.Inspector) -> None:
        self._browsers, self._inspector = browsers, inspector
        self._people: list[Actor] = []
        self._hosts: dict[str, Host] = {}

    def appear(self, name: str, host: Host, *, engine: str = "chromium", **options: Any) -> Actor:
        """Give somebody a browser, which has not opened anything yet."""
        self._hosts[host.url] = host
        context = self._browsers.get(engine).new_context(**{**USUAL, **options})
        actor = Actor(name, context, host.url)
        # Of a page that two browsers show, one is looked at: it is the same.
        actor.is_looked_at = engine == "chromium"
        self._people.append(actor)
        return self._people[-1]

    def leave(self, story: str, *, failed: bool) -> None:
        """Close the browsers, with a picture of each after a failure; neither they nor their hosts may complain."""
        # Before the pictures: what takes them puts styles of its own into the page.
        heard = [actor.complaints() for actor in self._people]
        unseen = [] if failed else [each for actor in self._people for each in self._look_at(actor)]
        for actor in self._people:
            if failed:
                SHOTS.mkdir(exist_ok=True)
                actor.page.screenshot(path=SHOTS / f"{story}-{actor.name}.png")
            actor.context.close()
        complaints = [line for host in self._hosts.values() for line in host.complaints()]
        assert not complaints, f"The server complained: {complaints}"
        assert not any(heard), f"The browsers complained: {heard}"
        assert not unseen, "\n".join(unseen)

    def _look_at(self, actor: Actor) -> Iterator[str]:
        if not actor.is_looked_at:
            return
        for page in filter(axe.is_ours, actor.context.pages):
            if found := self._inspector.violations(page):
                yield axe.report(actor.name, page, found)
