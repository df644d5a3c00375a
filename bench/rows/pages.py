"""The first page of a large board: what the server spends on it, what travels, and how it feels in Chromium.

Frames are measured by the main thread's own time (``tdur`` in Chromium's
traces), which hardly depends on what else the machine does; all else is measured by the clock.
"""

import asyncio
import gzip
import http.cookiejar
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import tracing
from bench.figures import Figure
from bench.report import AT_MOST, Row, row
from bench.workshop import Workshop
from e2e.browsers import QUIET
from e2e.server import ROOT, Server
from tooling.browsers import launch_options

SIZES = CARDS, MANY_CARDS = 1_000, 5_000
SLOWDOWN = 4
ROUNDS = 7
COUNT = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from boards import queries
queries.epoch()
client = Client(headers={{"host": "127.0.0.1"}})
client.post("/accounts/login/", {{"login": "{login}", "password": "{password}"}})
with CaptureQueriesContext(connection) as asked:
    client.get("{path}")
print(sum(each["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") for each in asked.captured_queries))
"""
# The page is live when its hello was answered; then the menu of a card is pressed, and has to be there a frame later.
WHEN_USABLE = """
window.usable = new Promise((resolve) => {
  document.addEventListener("board:state", ({ detail }) => {
    if (detail.state !== "live" || document.querySelector("#menu-card").matches(":popover-open")) return;
    document.querySelector(".card .trigger").click();
    requestAnimationFrame(() => setTimeout(() => {
      const isOpen = document.querySelector("#menu-card").matches(":popover-open");
      resolve(isOpen ? performance.now() : Infinity);
    }));
  });
});
"""
WHEN_LIVE = """
window.live = new Promise((resolve) => {
  document.addEventListener("board:state", ({ detail }) => detail.state === "live" && resolve());
});
"""
LAID_OUT = "() => !document.querySelector('.card[data-later]')"


@dataclass
class Site:
    """A server of its own with a board of each size, and somebody who is signed in."""

    url: str
    environment: dict[str, str]
    login: str
    password: str
    paths: dict[int, str]


async def pages(shop: Workshop) -> list[Row]:
    """The first page of 1,000 cards, and scrolling and dragging on a board of 5,000, in a process of its own."""
    shop.say("pages: in Chromium, on all cores")
    rounds = shop.length(ROUNDS, 2)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from bench.rows.pages import main; main()", str(round(rounds))),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    found, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("The pages could not be measured; see above.")
    return [Row(**each) for each in json.loads(found)]


def main() -> None:
    """Measure in so many rounds as the first argument says; print the rows as JSON."""
    # The generator's core is ours by inheritance: a browser and a server need more than that.
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    rounds = int(sys.argv[1])
    with site() as here, sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=QUIET, **launch_options("chromium"))  # type: ignore[arg-type]
        found = [*of_the_server(here, rounds), *until_usable(browser, here, rounds), *of_many_cards(browser, here)]
    print(json.dumps([asdict(each) for each in found]))


@contextmanager
def site() -> Iterator[Site]:
    """Give a server with boards of 1,000 and of 5,000 cards; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVEBOARD_")}
        environment = {**kept, "LIVEBOARD_DATA": folder}
        _manage(environment, "prepare")
        made = {size: json.loads(_manage(environment, "demo", "--cards", str(size), "--json")) for size in SIZES}
        person = made[CARDS]["users"][0]
        server = Server(Path(folder), environment)
        server.start()
        try:
            paths = {size: each["boards"][0]["url"] for size, each in made.items()}
            yield Site(server.url, environment, person["login"], person["password"], paths)
        finally:
            server.stop()


def of_the_server(here: Site, rounds: int) -> list[Row]:
    """Return statements, time and bytes of the page, as a client with nothing else to do sees them."""
    path = here.paths[CARDS]
    queries = int(_manage(here.environment, "shell", "-c", COUNT.format(**vars(here), path=path)).split()[-1])
    get = _signed_in(here)
    times = []
    for _ in range(rounds * 2):
        began = time.perf_counter()
        body = get(path)
        times.append((time.perf_counter() - began) * 1_000)
    if gzip.decompress(body).count(b'class="card"') != CARDS:
        raise RuntimeError("The page does not hold all cards.")
    return [
        _row("first page of 1,000 cards: statements, when the visit is noted with it", "queries", [queries], 10),
        _row("first page of 1,000 cards: request to last byte", "ms", times, 150),
        _row("first page of 1,000 cards: compressed", "KB", [len(body) / 1024], 60),
    ]


def until_usable(browser: Browser, here: Site, rounds: int) -> list[Row]:
    """Return how long after the address was entered a menu opens on a page that is live, at 4x slow-down."""
    first: list[float] = []
    later: list[float] = []
    for _ in range(rounds):
        context = _context(browser, here, WHEN_USABLE)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        for times in (first, later):
            page.goto(here.url + here.paths[CARDS])
            times.append(page.evaluate("() => window.usable"))
        context.close()
    return [
        _row("first page of 1,000 cards: usable at 4x slow-down, nothing cached", "ms", first, 1_000),
        _row("first page of 1,000 cards: usable at 4x slow-down, files cached", "ms", later, 1_000),
    ]


def of_many_cards(browser: Browser, here: Site) -> list[Row]:
    """Return how many frames are long on a board of 5,000 cards, and what one costs next to a plain list's."""
    context = _context(browser, here, WHEN_LIVE)
    page = context.new_page()
    page.goto(here.url + here.paths[MANY_CARDS])
    page.evaluate("() => window.live")
    while not page.evaluate(LAID_OUT):
        page.wait_for_timeout(50)
    scrolling = tracing.traced(browser, page, tracing.scroll)
    dragging = tracing.traced(browser, page, tracing.drag)
    plain = tracing.traced(browser, _plain_page(context), tracing.scroll)
    context.close()
    ratio = scrolling.mean / plain.mean
    return [
        _row("5,000 cards: scrolling, frames over 16.7 ms of the main thread", "%", [scrolling.long_share], 5),
        _row("5,000 cards: scrolling, main thread per frame, beside that of a plain list", "x", [ratio], 2),
        _row("5,000 cards: dragging, frames over 16.7 ms of the main thread", "%", [dragging.long_share], 5),
    ]


def _row(name: str, unit: str, rounds: Sequence[float], goal: float) -> Row:
    return row(name, unit, Figure(tuple(rounds)), AT_MOST, goal, {})


def _manage(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def _signed_in(here: Site) -> Callable[[str], bytes]:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.addheaders = [("Accept-Encoding", "gzip")]
    login = f"{here.url}/accounts/login/"
    opener.open(login).read()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"login": here.login, "password": here.password, "csrfmiddlewaretoken": token}
    opener.open(login, urllib.parse.urlencode(form).encode()).read()
    return lambda path: opener.open(here.url + path).read()


_state: dict[str, Any] = {}


def _context(browser: Browser, here: Site, script: str) -> BrowserContext:
    """Return a fresh browser profile of somebody who is signed in."""
    if here.url not in _state:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{here.url}/accounts/login/")
        page.fill("[name=login]", here.login)
        page.fill("[name=password]", here.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{here.url}/")
        _state[here.url] = context.storage_state()
        context.close()
    fresh = browser.new_context(storage_state=_state[here.url])
    fresh.add_init_script(script)
    return fresh


def _plain_page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_content(tracing.plain_list(MANY_CARDS, columns=5))
    return page
