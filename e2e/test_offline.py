"""No network for a while: the page says so, keeps what is done, and catches up by itself."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people


@two_people
def test_offline_is_told_and_caught_up(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    bob.context.set_offline(True)
    bob.is_offline()
    bob.adds_card("Done", "Written on a train")
    bob.moves_by_menu("Paint", "To the next column")
    expect(bob.pending_card("Written on a train")).to_be_visible()
    expect(bob.pending_card("Paint")).to_be_visible()
    expect(bob.total).to_have_text("2 changes are waiting")
    alice.edits_title("Sand", "Sand twice")
    alice.chooses(alice.card("Call"), "Archive")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    bob.is_live()
    bob.sees_cards("Doing", "Sand twice", "Test")
    for actor in (alice, bob):
        actor.sees_cards("Done", "Written on a train", "Paint")
        actor.sees_the_truth()
        actor.never_reloaded()


def test_a_card_made_offline_can_be_edited_and_the_other_one_wins_nothing(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    bob.context.set_offline(True)
    bob.is_offline()
    bob.edits_title("Paint", "Paint it blue")
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    # Neither text is lost: his is beside hers, to be chosen.
    expect(bob.page.locator(".refusal .theirs")).to_have_text("Paint it red")
    expect(bob.editor(bob.card("Paint it red")).locator("textarea")).to_have_value("Paint it blue")
    bob.sees_the_truth()
    alice.sees_card("Doing", "Paint it red")


def test_a_card_deleted_meanwhile_gives_the_text_back(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    bob.context.set_offline(True)
    bob.is_offline()
    bob.edits_title("Paint", "A thought that took me an hour")
    alice.chooses(alice.card("Paint"), "Delete …", "Delete for good?")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    expect(bob.notices.locator("textarea")).to_have_value("A thought that took me an hour")
    bob.sees_no_card("Paint")
    bob.sees_the_truth()


def describes(actor: Actor, title: str, text: str) -> None:
    """Save a description with the editor that is fetched, with the network gone while it was typed."""
    actor.chooses(actor.card(title), "Edit title and description")
    actor.editor(actor.card(title)).locator("textarea[name=description]").fill(text)
    actor.context.set_offline(True)
    actor.is_offline()
    actor.editor(actor.card(title)).get_by_role("button", name="Save").click()


def test_a_card_deleted_meanwhile_gives_the_description_back(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    describes(bob, "Paint", "Three coats,\nand a week to dry")
    alice.chooses(alice.card("Paint"), "Delete …", "Delete for good?")
    alice.sees_the_truth()
    bob.context.set_offline(False)
    expect(bob.notices.locator("textarea")).to_have_value("Three coats,\nand a week to dry")
    bob.sees_no_card("Paint")
    bob.sees_the_truth()


def test_a_refused_description_is_kept_where_its_editor_cannot_be_fetched(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    describes(bob, "Paint", "Three coats")
    alice.may_lose_the_server()
    describes(alice, "Paint", "No coat at all")
    alice.context.set_offline(False)
    alice.sees_the_truth()
    bob.page.route("**/editor/", lambda route: route.abort())
    bob.context.set_offline(False)
    expect(bob.notices.locator("textarea")).to_have_value("Three coats")
    bob.sees_the_truth()


def test_who_is_signed_out_signs_in_elsewhere_and_what_waits_is_sent(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    board.house.ask("end_sessions", person="Bob")
    expect(bob.sign).to_have_attribute("data-state", "lost")
    bob.adds_card("Done", "Written while signed out")
    link = bob.sign.get_by_role("link", name="Sign in again")
    expect(link).to_have_attribute("target", "_blank")
    # Coming back without having signed in changes nothing.
    bob.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(link).to_be_visible()
    session = board.house.session("Bob")
    bob.context.add_cookies([{"name": "sessionid", "value": session, "url": bob.url}])
    bob.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    bob.is_live()
    alice.sees_card("Done", "Written while signed out")
    bob.sees_the_truth()
    bob.never_reloaded()
