"""What was done and has not reached the server outlives its tab, and arrives once, in order, as its author's."""

from typing import Any

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

# All that this browser keeps, by table.
KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("liveboard");
  asked.onsuccess = () => {
    const tables = [...asked.result.objectStoreNames];
    const reads = tables.map((name) => new Promise((done) => {
      asked.result.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => done([name, target.result]);
    }));
    Promise.all(reads).then((pairs) => (asked.result.close(), resolve(Object.fromEntries(pairs))));
  };
})"""


def kept(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = actor.page.evaluate(KEPT)
    return found


def keeps(actor: Actor, table: str, number: int) -> None:
    """Wait until the browser keeps that many records."""
    look = f"async (until) => {{ while (true) {{ const n = (await ({KEPT})()).{table}.length; "
    look += f"if (n === {number} || performance.now() > until) return n; }} }}"
    until = actor.page.evaluate("() => performance.now()") + 10_000
    assert actor.page.evaluate(look, until) == number


def goes_offline(actor: Actor) -> None:
    actor.may_lose_the_server().context.set_offline(True)
    actor.is_offline()


def opens_anew(actor: Actor, board: Board) -> None:
    """Close the tab, as a crash does: without a word. Then come back with a network."""
    actor.page.close(run_before_unload=False)
    actor.context.set_offline(False)
    actor.comes_back()
    actor.opens(board)


@two_people
def test_what_was_done_in_a_tunnel_outlives_the_tab(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    goes_offline(bob)
    bob.adds_card("Done", "Hull", "Mast", "Sail")
    bob.page.keyboard.press("Escape")
    bob.moves_by_menu("Paint", "To the next column")
    expect(bob.total).to_have_text("4 changes are waiting")
    keeps(bob, "outbox", 4)
    opens_anew(bob, board)
    for actor in (alice, bob):
        actor.sees_cards("Done", "Hull", "Mast", "Sail", "Paint")
        actor.sees_the_truth()
    assert board.times_done("card.create") == 3
    keeps(bob, "outbox", 0)


def test_of_two_tabs_in_a_tunnel_one_takes_over_what_the_other_left(alice: Actor, cast: Cast, board: Board) -> None:
    alice.opens(board)
    bob = cast("Bob", board.house).opens(board)
    other = bob.another_tab().opens(board)
    goes_offline(bob)
    other.may_lose_the_server().is_offline()
    bob.adds_card("Done", "From the first")
    other.adds_card("Done", "From the second")
    keeps(bob, "outbox", 2)
    other.page.close(run_before_unload=False)
    bob.context.set_offline(False)
    bob.is_live()
    bob.sees_card("Done", "From the second")
    bob.sees_card("Done", "From the first")
    bob.sees_the_truth()
    alice.sees_the_truth()
    assert board.times_done("card.create") == 2
    keeps(bob, "outbox", 0)


def test_a_tab_that_lives_sends_its_own(alice: Actor, cast: Cast, board: Board) -> None:
    bob = cast("Bob", board.house).opens(board)
    goes_offline(bob)
    bob.adds_card("Done", "Mine to send")
    keeps(bob, "outbox", 1)
    other = bob.another_tab().may_lose_the_server()
    bob.context.set_offline(False)
    other.opens(board)
    other.sees_card("Done", "Mine to send")
    bob.sees_the_truth()
    assert board.times_done("card.create") == 1


def test_a_refusal_outlives_the_tab_with_what_was_typed(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    goes_offline(bob)
    bob.edits_title("Paint", "A thought that took me an hour")
    alice.chooses(alice.card("Paint"), "Delete …", "Delete for good?")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    expect(bob.notices.locator("textarea")).to_have_value("A thought that took me an hour")
    keeps(bob, "outbox", 1)
    opens_anew(bob, board)
    expect(bob.notices.locator("textarea")).to_have_value("A thought that took me an hour")
    bob.notices.get_by_role("button", name="Dismiss").click()
    keeps(bob, "outbox", 0)


def test_what_builds_on_a_card_that_is_refused_comes_back_with_it(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    goes_offline(bob)
    bob.adds_column("Later")
    pending = bob.board.locator(".column.pending")
    expect(pending).to_be_visible()
    bob.adds_card("Done", "Hull")
    bob.page.keyboard.press("Escape")
    alice.chooses(alice.column("Done").locator(".column-head"), "Archive with its cards")
    alice.sees_the_truth()
    bob.gives_more("card.edit", "Hull", title="Hull, painted red")
    bob.context.set_offline(False)
    # One word about it, with the latest text; the column is made.
    expect(bob.notices.locator("textarea")).to_have_value("Hull, painted red")
    expect(bob.notices).to_have_count(1)
    bob.sees_columns("To do", "Doing", "Later")


def test_nobody_sends_what_somebody_else_did_in_the_same_browser(
    alice: Actor, cast: Cast, house: House, board: Board
) -> None:
    alice.opens(board)
    bob = cast("Bob", house).opens(board)
    goes_offline(bob)
    bob.adds_card("Done", "Bob's own")
    keeps(bob, "outbox", 1)
    bob.context.add_cookies([{"name": "sessionid", "value": house.session("Vera"), "url": bob.url}])
    opens_anew(bob, board)
    bob.sees_the_truth()
    expect(bob.total).to_be_hidden()
    assert [record["fields"]["title"] for record in kept(bob)["outbox"]] == ["Bob's own"]
    # It is his when he is back.
    bob.context.add_cookies([{"name": "sessionid", "value": house.session("Bob"), "url": bob.url}])
    opens_anew(bob, board)
    alice.sees_card("Done", "Bob's own")


def test_signing_out_tells_what_would_be_lost_and_then_forgets_it(cast: Cast, house: House, board: Board) -> None:
    bob = cast("Bob", house).opens(board)
    goes_offline(bob)
    bob.adds_card("Done", "Not sent")
    keeps(bob, "outbox", 1)
    bob.page.get_by_role("button", name="Sign out", exact=True).click()
    asked = bob.page.get_by_role("dialog", name="Sign out now?")
    expect(asked).to_contain_text("1 change of yours has not reached the server yet.")
    asked.get_by_role("button", name="Stay signed in").click()
    expect(asked).to_be_hidden()
    keeps(bob, "outbox", 1)
    # A server that is away for this one board, so that there is one to sign out from.
    bob.page.route("**/do/**", lambda route: route.abort())
    bob.page.get_by_role("button", name="Sign out", exact=True).click()
    bob.page.evaluate("() => HTMLFormElement.prototype.submit = () => { window.story.left = true; }")
    asked.get_by_role("button", name="Sign out and forget them").click()
    bob.page.wait_for_function("() => window.story.left")
    assert kept(bob) == {"outbox": [], "drafts": []}


def test_where_the_browser_keeps_nothing_that_is_said_and_everything_works(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.context.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('none'); } });")
    bob.opens(board)
    expect(bob.notices).to_contain_text("This browser keeps nothing for this page")
    bob.adds_card("Done", "Sent all the same")
    alice.sees_card("Done", "Sent all the same")
    bob.sees_the_truth()
