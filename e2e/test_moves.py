"""Cards and columns move: by mouse, by the menu's buttons, and under two hands at once."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.house import Board, House
from e2e.mouse import box_of
from e2e.pairs import two_people


@two_people
def test_a_card_moves_by_mouse(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    # Within its column, between columns beside a neighbour, to the top, and into an empty one.
    alice.drags("Pack", "To do", after="Call")
    bob.sees_cards("To do", "Call", "Pack", "Write")
    alice.drags("Pack", "Doing", after="Sand")
    bob.sees_cards("Doing", "Paint", "Sand", "Pack", "Test")
    bob.drags("Write", "Doing", first=True)
    alice.sees_cards("Doing", "Write", "Paint", "Sand", "Pack", "Test")
    bob.drags("Test", "Done")
    alice.sees_cards("Done", "Test")
    for actor in (alice, bob):
        actor.sees_count("Doing", 4)
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.columns() == {"To do": ["Call"], "Doing": ["Write", "Paint", "Sand", "Pack"], "Done": ["Test"]}


@two_people
def test_a_card_moves_by_buttons(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.moves_by_menu("Pack", "Move down")
    alice.sees_cards("To do", "Call", "Pack", "Write")
    bob.moves_by_menu("Write", "Move up")
    alice.sees_cards("To do", "Call", "Write", "Pack")
    bob.moves_by_menu("Pack", "To the next column")
    alice.sees_cards("Doing", "Paint", "Sand", "Test", "Pack")
    alice.moves_by_menu("Paint", "To the previous column")
    bob.sees_cards("To do", "Call", "Write", "Paint")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_a_column_moves_by_mouse_and_by_buttons(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.drags_column("Done", before="To do")
    alice.sees_columns("Done", "To do", "Doing")
    alice.chooses(alice.column("Done").locator(".column-head"), "Move right")
    bob.sees_columns("To do", "Done", "Doing")
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_two_people_move_the_same_card_at_once(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.takes(alice.card("Paint"))
    bob.takes(bob.card("Paint"))
    alice.carries("Done")
    bob.carries("To do", first=True)
    # Neither waits for what the other one does.
    alice.page.mouse.up()
    bob.page.mouse.up()
    alice.sees_the_truth()
    bob.sees_the_truth()
    places = [name for name, titles in board.columns().items() if "Paint" in titles]
    assert places in (["Done"], ["To do"])
    assert board.times_done("card.move") == 2


def test_many_moves_at_once_leave_one_order(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    todo, doing = (actor.column(name).get_attribute("id") for actor, name in ((alice, "To do"), (bob, "Doing")))
    ids = [tile.get_attribute("id") for tile in alice.board.locator(".card").all()]
    for card in ids:
        move = {"card": str(card).removeprefix("card-"), "after": ""}
        alice.gives("card.move", {**move, "column": str(todo).removeprefix("column-")})
        bob.gives("card.move", {**move, "column": str(doing).removeprefix("column-")})
    alice.sees_the_truth()
    bob.sees_the_truth()
    assert sum(len(titles) for titles in board.columns().values()) == 6


def test_letting_go_where_it_was_sends_nothing(alice: Actor, board: Board) -> None:
    alice.opens(board)
    alice.drags("Call", "To do", after="Pack")
    alice.takes(alice.card("Call"))
    alice.carries("Done")
    alice.page.keyboard.press("Escape")
    alice.page.mouse.up()
    alice.sees_the_truth()
    assert board.times_done("card.move") == 0
    # A click is still a click.
    alice.card("Call").locator("a").click()
    alice.page.wait_for_url("**/c/2/")


@two_people
def test_columns_that_wait_stand_where_they_are_going(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board).may_lose_the_server()
    bob.context.set_offline(True)
    bob.is_offline()
    for name in ("Done", "Doing"):
        bob.drags_column(name, before="To do")
    # In the order in which they are seen, read aloud and dragged on.
    bob.sees_columns("Done", "Doing", "To do")
    left = [box_of(bob.column(name))["x"] for name in ("Done", "Doing", "To do")]
    assert left == sorted(left)
    bob.chooses(bob.column("Done").locator(".column-head"), "Move right")
    bob.sees_columns("Doing", "Done", "To do")
    alice.renames_column("Doing", "Going on")
    bob.context.set_offline(False)
    bob.is_live()
    for actor in (alice, bob):
        actor.sees_columns("Going on", "Done", "To do")
        actor.sees_the_truth()
    assert board.times_done("column.move") == 3


def test_a_hold_that_was_lost_is_no_click_either(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.takes(bob.card("Pack"))
    alice.gives("member.change", {"member": board.house.ask("person", name="Bob")["id"], "role": "viewer"})
    expect(bob.ghost).to_have_count(0)
    bob.lets_go()
    expect(bob.dialog).to_be_hidden()
    assert bob.page.url.endswith(board.path)


@two_people
def test_a_long_column_scrolls_under_a_card_that_is_held_at_its_edge(bob: Actor, house: House) -> None:
    titles = [f"Knot {n}" for n in range(40)]
    board = house.board(columns=[["Ropes", titles], ["Done", []]])
    bob.opens(board)
    cards = bob.column("Ropes").locator(".cards")
    box = box_of(cards)
    bob.takes(bob.card("Knot 0"))
    bob.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 8, steps=4)
    bob.page.wait_for_function(
        "(cards) => cards.scrollTop > 0 && cards.scrollTop > cards.scrollHeight - cards.clientHeight - 3",
        arg=cards.element_handle(),
    )
    bob.carries("Ropes")
    bob.lets_go()
    bob.sees_the_truth()
    assert board.columns()["Ropes"][-1] == "Knot 0"
