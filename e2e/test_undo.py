"""Undo: what one did is taken back for everybody, unless somebody has gone on with it."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.test_outbox import keeps

KEPT_IN_TAB = "() => JSON.stringify(sessionStorage)"


@two_people
def test_a_row_of_changes_goes_back_and_forth_for_everybody(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.drags("Call", "Done")
    alice.edits_title("Call", "Ring")
    alice.adds_card("Done", "Sail")
    alice.page.keyboard.press("Escape")
    bob.sees_cards("Done", "Ring", "Sail")
    alice.undoes()
    bob.sees_cards("Done", "Ring")
    alice.undoes()
    bob.sees_cards("Done", "Call")
    alice.undoes()
    bob.sees_cards("To do", "Pack", "Call", "Write")
    for _ in range(3):
        alice.redoes()
    bob.sees_cards("Done", "Ring", "Sail")
    for actor in (alice, bob):
        actor.sees_the_truth()


def test_the_notice_of_a_change_takes_it_back_and_does_it_again(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.drags("Call", "Done")
    expect(alice.offer).to_contain_text("Moved “Call” to Done.")
    alice.offer.get_by_role("button", name="Undo").click()
    bob.sees_cards("To do", "Pack", "Call", "Write")
    expect(alice.offer).to_contain_text("Taken back: Moved “Call” to Done.")
    alice.offer.get_by_role("button", name="Redo").click()
    bob.sees_cards("Done", "Call")
    expect(bob.offer).to_have_count(0)
    alice.sees_the_truth()


@two_people
def test_what_somebody_has_changed_since_stays_and_the_reason_is_said(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.edits_title("Call", "Ring")
    bob.sees_card("To do", "Ring")
    bob.edits_title("Ring", "Shout")
    alice.sees_card("To do", "Shout")
    alice.undoes()
    expect(alice.notices).to_contain_text("Bob has changed this since, so it was not undone.")
    # His is still his to take back, and then hers is hers again.
    bob.undoes()
    alice.sees_card("To do", "Ring")
    for actor in (alice, bob):
        actor.sees_the_truth()


def test_the_keys_of_undo_are_the_text_fields_own_while_one_types(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.drags("Call", "Done")
    alice.sees_cards("Done", "Call")
    field = alice.starts_editing("Pack", "Packed")
    field.press("Control+z")
    expect(field).to_have_value("Pack")
    alice.sees_cards("Done", "Call")
    assert board.times_done("change.undo") == 0


def test_what_the_server_has_never_heard_of_is_simply_not_sent(alice: Actor, board: Board) -> None:
    alice.opens(board).may_lose_the_server()
    alice.context.set_offline(True)
    alice.is_offline()
    alice.adds_card("Done", "Hull", "Mast")
    alice.page.keyboard.press("Escape")
    expect(alice.pending_card("Mast")).to_be_visible()
    alice.undoes()
    expect(alice.pending_card("Mast")).to_have_count(0)
    alice.undoes()
    alice.redoes()
    alice.context.set_offline(False)
    alice.is_live().sees_cards("Done", "Hull")
    alice.sees_the_truth()
    assert board.times_done("change.undo") == 0


@two_people
def test_what_was_done_before_a_reload_goes_back_and_forth_after_it(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.drags("Call", "Done")
    bob.edits_title("Call", "Ring")
    alice.sees_cards("Done", "Ring")
    bob.opens(board)
    bob.undoes()
    alice.sees_cards("Done", "Call")
    bob.undoes()
    alice.sees_cards("To do", "Pack", "Call", "Write")
    bob.opens(board)
    bob.redoes()
    bob.redoes()
    alice.sees_cards("Done", "Ring")
    for actor in (alice, bob):
        actor.sees_the_truth()


def test_what_was_sent_only_after_a_reload_can_be_taken_back(alice: Actor, board: Board, house: House) -> None:
    alice.opens(board).may_lose_the_server()
    house.servers[0].kill()
    alice.adds_card("Done", "Hull")
    alice.page.keyboard.press("Escape")
    keeps(alice, "outbox", 1)
    house.servers[0].start()
    alice.opens(board)
    alice.sees_cards("Done", "Hull")
    alice.undoes()
    alice.sees_cards("Done")
    alice.sees_the_truth()


def test_signing_out_and_other_people_in_the_same_tab_leave_nothing_of_it(
    alice: Actor, board: Board, house: House
) -> None:
    alice.opens(board)
    alice.drags("Call", "Done")
    expect(alice.offer).to_contain_text("Moved “Call” to Done.")
    assert "Call" in alice.page.evaluate(KEPT_IN_TAB)
    alice.context.add_cookies([{"name": "sessionid", "value": house.session("Bob"), "url": house.url}])
    alice.opens(board)
    assert "Call" not in alice.page.evaluate(KEPT_IN_TAB)
    alice.undoes()
    alice.drags("Pack", "Doing")
    expect(alice.offer).to_contain_text("Moved “Pack” to Doing.")
    keeps(alice, "outbox", 0)
    assert board.times_done("change.undo") == 0
    alice.page.get_by_role("button", name="Sign out").click()
    alice.page.wait_for_url("**/accounts/login/**")
    assert alice.page.evaluate(KEPT_IN_TAB) == "{}"
