"""Who is on the board, what they are at, and that they vanish when they go."""

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.places import visit

HIDDEN = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOWN = """() => {
  delete document.hidden;
  document.dispatchEvent(new Event("visibilitychange"));
}"""
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
# What a slow machine makes a long break of is none: a page that says that it is offline rightly shows nobody.
NOTE_FACES = """() => {
  window.story.faces = [];
  const note = () => {
    const { state } = document.querySelector(".connection").dataset;
    if (state !== "offline") window.story.faces.push(`${document.querySelectorAll(".faces .face").length} ${state}`);
  };
  new MutationObserver(note).observe(document.querySelector(".faces"), { childList: true, subtree: true });
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
    visit(tab, bob.url + board.path)
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
    bob.page.evaluate(HIDDEN)
    expect(alice.faces.filter(has_text="B")).to_have_attribute("data-idle", "")
    alice.page.get_by_role("button", name="2 people are here").click()
    expect(alice.page.locator(".people-list")).to_contain_text("Bob is away")
    bob.page.evaluate(SHOWN)
    expect(alice.faces.filter(has_text="B")).not_to_have_attribute("data-idle", "")


def test_a_page_opened_in_the_background_is_away_until_it_is_seen(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.context.add_init_script(f"({HIDDEN})()")
    bob.opens(board)
    face = alice.faces.filter(has_text="B")
    expect(face).to_have_attribute("data-idle", "")
    expect(face).to_have_attribute("title", "Bob is away")
    # Not even for a moment was it somebody at work.
    assert bob.page.evaluate("() => window.story.sent[0].presence.idle")
    bob.page.evaluate(SHOWN)
    expect(face).not_to_have_attribute("data-idle", "")


def test_a_face_says_what_its_person_is_at(alice: Actor, bob: Actor, cast: Cast, house: House, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    face = alice.faces.filter(has_text="B")
    expect(face).to_have_attribute("title", "Bob is here")
    expect(alice.faces.filter(has_text="A")).to_have_attribute("title", "Alice (you) is here")
    bob.opens_card("Paint")
    expect(face).to_have_attribute("title", "Bob has “Paint” open")
    bob.page.keyboard.press("e")
    expect(face).to_have_attribute("title", "Bob is editing the title of “Paint”")
    # Two at one card have one sign, with the one who does most there.
    vera = cast("Vera", house).opens(board)
    vera.opens_card("Paint")
    expect(alice.card("Paint").locator(".here")).to_have_text("Bob is editing the title +1")
    expect(alice.card("Paint").locator(".here")).to_have_count(1)


def test_what_one_is_at_is_told_at_most_once_a_second_and_at_the_end_it_is_right(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.opens(board)
    expect(alice.faces).to_have_text(["B", "A"])
    before = bob.page.evaluate("() => window.story.sent.filter((message) => !message.hello && message.presence).length")
    took = bob.page.evaluate(
        """async () => {
          const start = performance.now();
          for (let round = 0; round < 100; round += 1) {
            for (const id of ["a", null]) {
              const detail = { noun: "card", id };
              document.dispatchEvent(new CustomEvent("board:drag", { detail }));
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
          }
          const id = document.querySelector(".card").id.slice(5);
          document.dispatchEvent(new CustomEvent("board:drag", { detail: { noun: "card", id } }));
          return performance.now() - start;
        }"""
    )
    expect(alice.board.locator(".here")).to_have_text("Bob is moving this")
    after = bob.page.evaluate("() => window.story.sent.filter((message) => !message.hello && message.presence).length")
    assert after - before <= took / 1000 + 2


def test_a_card_that_is_not_on_this_board_is_nobodys_business(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    elsewhere = "6f1d5f3e-5f0e-4b57-9c1e-0a3b1d7f2c11"
    bob.page.evaluate(
        """(id) => document.dispatchEvent(new CustomEvent("board:drag", { detail: { noun: "card", id } }))""", elsewhere
    )
    bob.page.wait_for_function(
        "(id) => window.story.sent.some(({ presence }) => presence?.dragging === id)", arg=elsewhere
    )
    # Told after it, so that the other one has been heard as well.
    alice.opens_card("Paint")
    expect(bob.card("Paint").locator(".here")).to_have_text("Alice has this open")
    alice.page.keyboard.press("Escape")
    expect(alice.faces.filter(has_text="B")).to_have_attribute("title", "Bob is here")
    expect(alice.board.locator(".here")).to_have_count(0)
    alice.sees_the_truth()


@two_people
def test_a_page_that_is_offline_shows_nobody_and_after_a_short_break_nothing_has_flickered(
    alice: Actor, bob: Actor, board: Board
) -> None:
    alice.opens(board)
    bob.may_lose_the_server().opens(board)
    alice.opens_card("Paint")
    sign = bob.card("Paint").locator(".here")
    expect(sign).to_have_text("Alice has this open")
    bob.page.evaluate(NOTE_FACES)
    bob.page.evaluate("() => window.story.socket.close()")
    expect(bob.sign).not_to_have_attribute("data-state", "live")
    bob.is_live()
    expect(sign).to_have_text("Alice has this open")
    assert set(bob.page.evaluate("() => window.story.faces")) <= {"2 connecting", "2 live"}
    bob.page.locator("button.faces").click()
    bob.context.set_offline(True)
    bob.is_offline()
    expect(bob.page.locator("button.faces")).to_be_hidden()
    expect(bob.page.locator(".people-here")).to_be_hidden()
    expect(sign).to_have_count(0)
    expect(alice.faces).to_have_text(["A"])
    bob.context.set_offline(False)
    bob.is_live()
    expect(bob.faces).to_have_text(["A", "B"])
    expect(sign).to_have_text("Alice has this open")


def test_two_servers_know_of_each_others_people_and_forget_those_of_a_dead_one(cast: Cast, cluster: House) -> None:
    board = cluster.board()
    alice = cast("Alice", cluster).opens(board)
    bob = cast("Bob", cluster, server=1).may_lose_the_server().opens(board)
    for person, faces in ((alice, ["B", "A"]), (bob, ["A", "B"])):
        expect(person.faces).to_have_text(faces)
    bob.opens_card("Paint")
    expect(alice.card("Paint").locator(".here")).to_have_text("Bob has this open")
    # One that leaves in order says farewell; nobody waits for its silence.
    cluster.servers[1].stop()
    expect(alice.faces).to_have_text(["A"])
    cluster.servers[1].start()
    bob.is_live()
    expect(alice.faces).to_have_text(["B", "A"])
    cluster.servers[1].kill()
    # Long enough to be taken for lost, and not longer than a minute.
    expect(alice.faces).to_have_text(["A"], timeout=60_000)
