"""Frames that get lost, a page that sleeps, a page that one comes back to: all of them catch up without a reload."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people


@two_people
def test_a_lost_frame_is_noticed_with_the_next_one(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.evaluate("() => { window.story.lose.frame = 1; }")
    alice.edits_title("Paint", "Paint it red")
    bob.page.wait_for_function("() => window.story.lost === 1")
    bob.sees_card("Doing", "Paint")
    alice.adds_card("Done", "Varnish")
    bob.sees_card("Done", "Varnish")
    bob.sees_card("Doing", "Paint it red")
    bob.sees_the_truth()
    bob.never_reloaded()


def test_a_lost_last_frame_is_noticed_by_the_heartbeat(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.evaluate("() => { window.story.lose.frame = 1; }")
    alice.edits_title("Paint", "Paint it red")
    bob.page.wait_for_function("() => window.story.lost === 1")
    bob.sees_card("Doing", "Paint it red")
    bob.sees_the_truth()


def test_a_page_that_sleeps_catches_up(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    devtools = bob.context.new_cdp_session(bob.page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    alice.edits_title("Paint", "Paint it red")
    alice.drags("Sand", "Done")
    alice.chooses(alice.card("Call"), "Archive")
    alice.sees_the_truth()
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    bob.sees_cards("Done", "Sand")
    bob.sees_cards("To do", "Pack", "Write")
    bob.sees_the_truth()
    bob.never_reloaded()


@two_people
def test_going_away_and_coming_back(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.goes_to(f"{board.path}activity/")
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    bob.page.go_back()
    bob.is_live()
    bob.sees_card("Doing", "Paint it red")
    bob.sees_the_truth()
    # And live again: not only correct at the moment of coming back.
    alice.adds_card("Done", "Varnish")
    bob.sees_card("Done", "Varnish")
    bob.edits_title("Varnish", "Varnish twice")
    alice.sees_card("Done", "Varnish twice")
    bob.sees_the_truth()


@two_people
def test_a_page_kept_by_the_browser_joins_again(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    # Its socket is closed under it, and another one may be given up half-way.
    bob.may_lose_the_server().opens(board)
    # What browsers do with a page that they keep for "back".
    bob.page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(bob.sign).not_to_have_attribute("data-state", "live")
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    bob.page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    bob.is_live()
    bob.sees_card("Doing", "Paint it red")
    bob.sees_the_truth()
    bob.never_reloaded()
