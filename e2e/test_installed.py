"""The app that pages make: installable, and what somebody has seen of it stays readable without a network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e import house as houses
from e2e.actors import Actor
from e2e.conftest import Cast, Site
from e2e.eyes import PATIENCE
from e2e.house import Board, House

# Whose copies there are, and of which addresses.
COPIES = """async () => {
  const found = {};
  for (const name of await caches.keys()) if (name.startsWith("boards ")) {
    const keys = await (await caches.open(name)).keys();
    if (keys.length) found[name.slice(7)] = keys.map(({ url }) => new URL(url).pathname).sort();
  }
  return found;
}"""
# Copies of boards that were never there: one for each age in days.
PUT = """async ([me, ages]) => {
  const cache = await caches.open(`boards ${me}`);
  for (const [at, days] of ages.entries()) {
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    await cache.put(`/b/${id}/`, new Response("", { headers: { "X-Kept-Since": since } }));
  }
}"""
# What a page's own waiting does not: each time for a promise.
WAIT = """async ([arg, patience]) => {
  const until = performance.now() + patience;
  while (!(await (HOLDS)(arg))) {
    if (performance.now() > until) throw new Error("It never came true");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
IS_READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def own(site: Site) -> Iterator[House]:
    """Give a server of the story's own, which it may take away."""
    with houses.opened(site("installed")) as opened:
        yield opened


@pytest.fixture
def alice(cast: Cast, house: House) -> Actor:
    """Give alice in a browser that has service workers."""
    return cast("Alice", house, service_workers="allow")


def holds(actor: Actor, condition: str, arg: str = "") -> None:
    """Wait until something is true that only promises tell."""
    actor.page.evaluate(WAIT.replace("HOLDS", condition), [arg, PATIENCE])


def keeps(actor: Actor, board: Board) -> None:
    """Open a board and wait until there is a copy of it."""
    actor.opens(board)
    holds(actor, IS_READY)
    holds(actor, f"async (path) => Object.values(await ({COPIES})()).flat().includes(path)", board.path)


def copies(actor: Actor) -> dict[str, list[str]]:
    found: dict[str, list[str]] = actor.page.evaluate(COPIES)
    return found


def has_no_copies(actor: Actor) -> None:
    holds(actor, f"async () => Object.keys(await ({COPIES})()).length === 0")


def test_browsers_find_nothing_that_keeps_them_from_installing_it(alice: Actor, board: Board) -> None:
    alice.opens(board)
    devtools = alice.context.new_cdp_session(alice.page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_a_board_that_was_seen_is_there_without_a_network_and_what_is_typed_is_sent_later(
    alice: Actor, bob: Actor, board: Board
) -> None:
    keeps(alice, board)
    alice.may_lose_the_server().context.set_offline(True)
    alice.page.reload()
    sign = alice.page.locator(".copy-sign")
    expect(sign).to_contain_text("A copy from this browser, as of")
    expect(sign.locator("time")).not_to_be_empty()
    alice.sees_cards("Doing", "Paint", "Sand", "Test")
    alice.adds_card("Done", "Written under a mountain")
    expect(alice.pending_card("Written under a mountain")).to_be_visible()
    bob.opens(board).edits_title("Sand", "Sand twice")
    bob.sees_the_truth()
    # Once more: what was typed does not depend on the page.
    alice.page.reload()
    expect(alice.pending_card("Written under a mountain")).to_be_visible()
    alice.context.set_offline(False)
    alice.is_live()
    expect(sign).to_be_hidden()
    alice.sees_cards("Doing", "Paint", "Sand twice", "Test")
    bob.sees_card("Done", "Written under a mountain")
    alice.sees_the_truth()
    assert board.times_done("card.create") == 1


def test_what_a_page_has_heard_since_is_in_its_copy_when_one_looks_away(alice: Actor, board: Board) -> None:
    keeps(alice, board)
    # Shortly after one that it had to ask for, a page asks for no other: this one's copy came along with it.
    alice.opens(board)
    alice.adds_card("Done", "News")
    alice.is_saved()
    alice.page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    holds(
        alice,
        "async (path) => (await (await caches.match(path, { ignoreVary: true })).text()).includes('>News<')",
        board.path,
    )


def test_other_pages_say_that_there_is_no_network_lead_to_the_copies_and_come_back(alice: Actor, board: Board) -> None:
    keeps(alice, board)
    alice.may_lose_the_server().context.set_offline(True)
    alice.page.goto(alice.url + "/accounts/profile/")
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("You are offline")
    alice.page.get_by_role("link", name="Boat").click()
    alice.sees_cards("Doing", "Paint", "Sand", "Test")
    # A card opens on its board, which has a copy.
    alice.page.goto(f"{alice.url}{board.path}c/1/")
    alice.sees_cards("Doing", "Paint", "Sand", "Test")
    alice.page.goto(alice.url + "/")
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("You are offline")
    alice.context.set_offline(False)
    alice.is_at_home()


def test_nothing_is_kept_but_boards_and_only_what_is_asked_for(alice: Actor, board: Board, house: House) -> None:
    keeps(alice, board)
    for path in ("members/", "archive/", "activity/", "c/1/?page"):
        alice.goes_to(board.path + path)
    for path in ("/", "/accounts/profile/", "/accounts/sessions/", "/accounts/2fa/", "/accounts/login/"):
        alice.goes_to(path)
    other = house.board(name="Harbour")
    keeps(alice, other)
    assert list(copies(alice).values()) == [sorted([board.path, other.path])]


def test_few_copies_are_kept_and_none_for_long(alice: Actor, board: Board, house: House) -> None:
    keeps(alice, board)
    me = alice.page.evaluate("() => document.body.dataset.me")
    alice.page.evaluate(PUT, [me, [*range(1, 13), 15]])
    keeps(alice, house.board(name="Harbour"))
    holds(alice, f"async () => Object.values(await ({COPIES})()).flat().length === 12")
    left = copies(alice)[me]
    assert board.path in left
    # The oldest went.
    assert not [path for path in left if path.endswith(("11/", "12/"))]


def test_signing_out_forgets_the_copies(alice: Actor, board: Board) -> None:
    keeps(alice, board)
    alice.page.get_by_role("button", name="Sign out").first.click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    has_no_copies(alice)
    alice.may_lose_the_server().context.set_offline(True)
    alice.page.goto(alice.url + board.path)
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(alice.page.locator("#copies")).to_be_hidden()


def test_whoever_signs_in_here_finds_nothing_of_anybody_else(alice: Actor, board: Board, house: House) -> None:
    keeps(alice, board)
    session = house.session("Bob")
    alice.context.add_cookies([{"name": "sessionid", "value": session, "url": house.url}])
    alice.goes_to("/")
    has_no_copies(alice)


def test_a_board_that_is_not_there_for_one_any_more_is_forgotten(cast: Cast, house: House, board: Board) -> None:
    bob = cast("Bob", house, service_workers="allow")
    keeps(bob, board)
    alice = cast("Alice", house).opens(board)
    alice.gives("member.remove", {"member": bob.page.evaluate("() => document.body.dataset.me")})
    expect(bob.sign).to_have_attribute("data-state", "lost")
    has_no_copies(bob)


def test_a_session_that_was_ended_elsewhere_leaves_no_copies(alice: Actor, board: Board, house: House) -> None:
    keeps(alice, board)
    alice.goes_to("/roles/")
    house.ask("end_sessions", person="Alice")
    alice.goes_to("/")
    has_no_copies(alice)


def test_where_copies_are_switched_off_the_worker_goes_and_open_pages_stay(cast: Cast, own: House) -> None:
    board = own.board()
    alice = cast("Alice", own, service_workers="allow").may_lose_the_server()
    keeps(alice, board)
    (server,) = own.servers
    server.stop()
    server.start(LIVEBOARD_OFFLINE_COPIES="no")
    beside = alice.another_tab()
    beside.goes_to("/")
    holds(beside, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    holds(beside, "async () => (await caches.keys()).length === 0")
    alice.is_live()
    alice.adds_card("Done", "Still here")
    alice.sees_the_truth()
    alice.never_reloaded()
