"""The browsers: one of each kind in a session, started when the first person needs it."""

import functools
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tooling.browsers import launch_options

SCRIPTS = Path(__file__).parent / "scripts"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-component-update"]


class Browsers:
    """Chromium and Firefox, by name."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._running: dict[str, Browser] = {}

    def get(self, name: str) -> Browser:
        """Return a running browser."""
        if name not in self._running:
            kind = {"chromium": self._playwright.chromium, "firefox": self._playwright.firefox}[name]
            arguments = QUIET if name == "chromium" else []
            self._running[name] = kind.launch(args=arguments, **launch_options(name))  # type: ignore[arg-type]
        return self._running[name]

    def close(self) -> None:
        """End them all."""
        for browser in self._running.values():
            browser.close()


@functools.cache
def script(name: str) -> str:
    """Return the source of a script for pages."""
    return (SCRIPTS / f"{name}.js").read_text()
