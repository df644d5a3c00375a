"""Who is on the board, what they are at, and that they vanish when they go."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

# How far down the faces push the board, and their absence pulls it up again.
TOP_WITH_AND_WITHOUT_FACES = """(board) => {
  const faces = document.querySelector(".faces");
  const top = () => board.getBoundingClientRect().top;
  const before = top();
  faces.hidden = true;
  const without = top();
  faces.hidden = false;
  return [before - without, top() - without];
}"""


@two_people
def test_faces_come_and_go(alice: Actor, bob: Actor, cast: Cast, house: House, board: Board) -> None:
    alice.opens(board)
    expect(alice.faces).to_have_text(["A"])
    # They come after the board, and do not push it down.
    assert alice.board.evaluate(TOP_WITH_AND_WITHOUT_FACES) == [0, 0]
    bob.opens(board)
    expect(alice.faces).to_have_text(["B", "A"])
    expect(bob.faces).to_have_text(["A", "B"])
    # A second tab of the same person is no second face.
    tab = bob.context.new_page()
    tab.goto(bob.url + board.path)
    expect(tab.locator(".connection")).to_have_attribute("data-state", "live")
    vera = cast("Vera", house).opens(board)
    expect(alice.faces).to_have_text(["B", "V", "A"])
    tab.close()
    vera.page.close()
    expect(alice.faces).to_have_text(["B", "A"])
    alice.page.get_by_role("button", name="2 people are here").click()
    expect(alice.page.locator(".people-list")).to_contain_text("Bob is here")
    assert "@" not in alice.page.locator(".people-list").inner_html()
    bob.page.close()
    expect(alice.faces).to_have_text(["A"])


@two_people
def test_a_card_that_somebody_has_open_edits_or_holds_says_so(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    sign = alice.card("Paint").locator(".here")
    bob.opens_card("Paint")
    expect(sign).to_have_text("Bob has this open")
    bob.page.keyboard.press("e")
    bob.dialog.get_by_label("Description").focus()
    expect(sign).to_have_text("Bob is editing the description")
    alice.opens_card("Paint")
    expect(alice.dialog.locator(".dialog-people")).to_contain_text("Bob is editing the description")
    expect(bob.dialog.locator(".dialog-people")).to_contain_text("Alice has this open")
    alice.page.keyboard.press("Escape")
    # A frame that repaints the tile leaves the sign, and the board is what the server renders all the same.
    alice.edits_title("Paint", "Paint it")
    sign = alice.card("Paint it").locator(".here")
    expect(sign).to_have_text("Bob is editing the description")
    alice.sees_the_truth()
    bob.page.keyboard.press("Escape")
    expect(sign).to_have_text("Bob has this open")
    bob.page.keyboard.press("Escape")
    expect(sign).to_have_count(0)
    bob.takes(bob.card("Sand"))
    expect(alice.card("Sand").locator(".here")).to_have_text("Bob is moving this")
    bob.page.mouse.up()
    expect(alice.board.locator(".here")).to_have_count(0)
    alice.sees_the_truth()
    bob.sees_the_truth()


@two_people
def test_who_does_nothing_for_a_while_or_hides_the_page_is_away(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    bob.page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(alice.faces.filter(has_text="B")).to_have_attribute("data-idle", "")
    alice.page.get_by_role("button", name="2 people are here").click()
    expect(alice.page.locator(".people-list")).to_contain_text("Bob is away")
    bob.page.evaluate(
        """() => {
          delete document.hidden;
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(alice.faces.filter(has_text="B")).not_to_have_attribute("data-idle", "")


def test_two_servers_know_of_each_others_people_and_forget_those_of_a_dead_one(cast: Cast, cluster: House) -> None:
    board = cluster.board()
    alice = cast("Alice", cluster).opens(board)
    bob = cast("Bob", cluster, server=1).may_lose_the_server().opens(board)
    for person, faces in ((alice, ["B", "A"]), (bob, ["A", "B"])):
        expect(person.faces).to_have_text(faces)
    bob.opens_card("Paint")
    expect(alice.card("Paint").locator(".here")).to_have_text("Bob has this open")
    cluster.servers[1].kill()
    # Long enough to be taken for lost, and not longer than a minute.
    expect(alice.faces).to_have_text(["A"], timeout=60_000)
