"""The people of the stories: what they do on a board, and what they see. They wait for conditions, never for time."""

import re
from typing import Protocol, Self

from playwright.sync_api import BrowserContext, ConsoleMessage, expect

from e2e.browsers import script
from e2e.entrance import Entrance
from e2e.eyes import Eyes
from e2e.hands import Hands
from e2e.mouse import Mouse
from e2e.places import Places

# A page says that it is offline after this long without a socket (with a second for its clock).
OFFLINE_WITHIN = 6_500


class Openable(Protocol):
    """What has an address."""

    path: str


class Actor(Entrance, Hands, Mouse, Eyes):
    """Somebody with a browser of their own."""

    def __init__(self, name: str, context: BrowserContext, url: str) -> None:
        context.add_init_script(script("watch"))
        self.name, self.context, self.url = name, context, url
        self.problems: list[str] = []
        self._pardoned: list[str] = []
        self.comes_back()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def may_lose_the_server(self) -> Self:
        """Pardon what browsers say of sockets and requests that fail: in this story they do."""
        self.may_hear(
            "WebSocket",
            "wss?://",
            "htmx:ws:error",
            "Failed to load resource",
            "ERR_",
            "NetworkError",
            "Failed to fetch",
        )
        return self

    def may_hear(self, *patterns: str) -> None:
        """Pardon complaints of the browser that belong to this story, such as of a server that is away."""
        self._pardoned += patterns

    def complaints(self) -> list[str]:
        """Return errors of the console and the page, and violations of the content security policy."""
        found = [each for each in self.problems if not any(re.search(pattern, each) for pattern in self._pardoned)]
        return [f"{self.name}: {each}" for each in found]

    # Coming and going

    def comes_back(self) -> Self:
        """Open a tab, in place of one that is closed."""
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"error on the page: {error}"))
        Places.__init__(self, page)
        return self

    def another_tab(self) -> "Actor":
        """Return the same person at another tab of the same browser; its complaints are this one's."""
        other = Actor(self.name, self.context, self.url)
        other.problems, other._pardoned = self.problems, self._pardoned
        return other

    def opens(self, board: Openable) -> Self:
        """Open a board and wait until it is live."""
        self.page.goto(self.url + board.path)
        self.page.evaluate("() => { window.story.stayed = true; }")
        return self.is_live()

    def goes_to(self, path: str) -> int:
        """Open a page; return its status."""
        response = self.page.goto(self.url + path)
        assert response is not None
        return response.status

    def is_live(self) -> Self:
        expect(self.sign).to_have_attribute("data-state", "live")
        return self

    def is_offline(self) -> None:
        expect(self.sign).to_have_attribute("data-state", "offline", timeout=OFFLINE_WITHIN)

    def never_reloaded(self) -> None:
        assert self.page.evaluate("() => window.story.stayed === true"), f"{self.name}'s page was loaded again"
