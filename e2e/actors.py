"""The people of the stories: what they do on a board, and what they see. They wait for conditions, never for time."""

import re
from typing import Protocol, Self

from playwright.sync_api import BrowserContext, ConsoleMessage, expect

from e2e.browsers import script
from e2e.entrance import Entrance
from e2e.eyes import Eyes
from e2e.hands import Hands
from e2e.mouse import Mouse
from e2e.places import Places, visit

# A page says that it is offline after this long without a socket (with a second for its clock).
OFFLINE_WITHIN = 6_500
# As e2e/scripts/watch.js tells it, and as browsers do.
POLICY = re.compile(r"CSP: |Content.Security.Policy", re.IGNORECASE)
# What Playwright says in place of a service worker that a story does without.
NO_WORKER = "Service Worker registration blocked by Playwright"


class Openable(Protocol):
    """What has an address."""

    path: str


class Actor(Entrance, Hands, Mouse, Eyes):
    """Somebody with a browser of their own."""

    # Whether what is open at the story's end is held to the rules of accessibility.
    is_looked_at = True

    def __init__(self, name: str, context: BrowserContext, url: str, *, of: "Actor | None" = None) -> None:
        self.name, self.context, self.url = name, context, url
        self.problems: list[str] = of.problems if of else []
        self.pardoned: list[str] = of.pardoned if of else []
        if of is None:
            self._watch(context)
        self.comes_back()

    def _watch(self, context: BrowserContext) -> None:
        """Listen to all pages there will be, whoever opens them."""
        context.add_init_script(script("watch"))
        context.on("console", self._hear)
        context.on("weberror", lambda told: self.problems.append(f"error on the page: {told.error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != NO_WORKER:
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
        self.pardoned += patterns

    def complaints(self) -> list[str]:
        """Return errors of the console and the page, and violations of the content security policy."""
        return [f"{self.name}: {each}" for each in self.problems if not self._is_pardoned(each)]

    def _is_pardoned(self, problem: str) -> bool:
        # A violation never is, whatever else stands in its line.
        return not POLICY.search(problem) and any(re.search(pattern, problem) for pattern in self.pardoned)

    # Coming and going

    def comes_back(self) -> Self:
        """Open a tab, in place of one that is closed."""
        Places.__init__(self, self.context.new_page())
        return self

    def another_tab(self) -> "Actor":
        """Return the same person at another tab of the same browser; its complaints are this one's."""
        return Actor(self.name, self.context, self.url, of=self)

    def opens(self, board: Openable) -> Self:
        """Open a board and wait until it is live."""
        visit(self.page, self.url + board.path)
        self.page.evaluate("() => { window.story.stayed = true; }")
        return self.is_live()

    def goes_to(self, path: str) -> int:
        """Open a page; return its status."""
        response = visit(self.page, self.url + path)
        assert response is not None
        return response.status

    def is_live(self) -> Self:
        expect(self.sign).to_have_attribute("data-state", "live")
        return self

    def is_offline(self) -> None:
        expect(self.sign).to_have_attribute("data-state", "offline", timeout=OFFLINE_WITHIN)

    def never_reloaded(self) -> None:
        assert self.page.evaluate("() => window.story.stayed === true"), f"{self.name}'s page was loaded again"
