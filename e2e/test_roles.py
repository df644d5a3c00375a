"""Who may only look sees everything and can do nothing; who is not on the board learns nothing."""

from uuid import uuid4

from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House

# Resolves with what a socket on somebody else's board hears until it is closed, and the code.
LISTEN = """(path) => new Promise((resolve) => {
  const socket = new WebSocket(location.origin.replace("http", "ws") + path);
  const heard = [];
  socket.onopen = () => socket.send(JSON.stringify({ hello: true, epoch: "", revision: -1 }));
  socket.onmessage = ({ data }) => heard.push(data);
  socket.onclose = ({ code }) => resolve([code, heard]);
})"""

# Resolves with the first answer to a command that a socket of one's own sends.
SEND = """([path, epoch, revision, message]) => new Promise((resolve) => {
  const socket = new WebSocket(location.origin.replace("http", "ws") + path);
  socket.onopen = () => {
    socket.send(JSON.stringify({ hello: true, epoch, revision }));
    socket.send(JSON.stringify(message));
  };
  socket.onmessage = ({ data }) => data.includes("refused") && [socket.close(), resolve(JSON.parse(data).reason)];
})"""

POST = """async ([path, fields]) => {
  const token = document.cookie.match(/csrftoken=([^;]*)/)[1];
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(path, { method: "POST", headers, body: new URLSearchParams(fields) });
  return [answer.status, (await answer.json()).reason];
}"""


def test_a_viewer_sees_everything_live_and_no_controls(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    vera = cast("Vera", house).opens(board)
    alice.opens(board)
    alice.edits_title("Paint", "Paint it red")
    vera.sees_card("Doing", "Paint it red")
    vera.sees_the_truth()
    controls = vera.page.locator("main :is(.trigger, .add-card, .column-new, form)")
    expect(controls.filter(visible=True)).to_have_count(0)
    # Neither the keyboard nor the mouse opens a way.
    vera.card("Sand").locator("a").focus()
    vera.page.keyboard.press("e")
    vera.page.keyboard.press("F2")
    box = vera.card("Sand").bounding_box()
    assert box is not None
    vera.page.mouse.move(box["x"] + 30, box["y"] + 10)
    vera.page.mouse.down()
    vera.page.mouse.move(box["x"] + 300, box["y"] + 10, steps=4)
    expect(vera.ghost).to_have_count(0)
    vera.page.mouse.up()
    expect(controls.filter(visible=True)).to_have_count(0)


def test_what_a_viewer_sends_all_the_same_is_refused(cast: Cast, house: House, board: Board) -> None:
    vera = cast("Vera", house).opens(board)
    vera.may_hear("403")
    card = str(vera.card("Paint").get_attribute("id")).removeprefix("card-")
    stamp = vera.board.evaluate("({ dataset }) => [dataset.epoch, Number(dataset.revision)]")
    message = {"command": "card.archive", "id": str(uuid4()), "card": card}
    assert vera.page.evaluate(SEND, [f"/ws{board.path}", *stamp, message]) == "forbidden"
    answer = vera.page.evaluate(POST, [f"{board.path}do/card.archive/", {"card": card}])
    assert answer == [403, "forbidden"]
    vera.sees_the_truth()
    assert board.times_done("card.archive") == 0
    # The pages for people without script are no other way in.
    for path in ("c/4/", "archive/"):
        assert vera.goes_to(board.path + path) == 200
        expect(vera.page.locator("main form[method=post]")).to_have_count(0)


def test_an_outsider_finds_nothing_and_hears_nothing(alice: Actor, cast: Cast, house: House, board: Board) -> None:
    charlie = cast("Charlie", house)
    charlie.may_hear("404")
    for path in (board.path, f"{board.path}archive/", f"{board.path}c/1/", f"{board.path}since/"):
        assert charlie.goes_to(path) == 404
        assert "Boat" not in charlie.page.content()
    charlie.goes_to("/")
    alice.opens(board)
    charlie.page.evaluate(f"(path) => {{ window.story.end = ({LISTEN})(path); }}", f"/ws{board.path}")
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    assert charlie.page.evaluate("() => window.story.end") == [4403, []]
    # Not even that it exists: a board that there never was answers alike.
    nowhere = board.path.replace(board.id, "00000000-0000-4000-8000-000000000000")
    assert charlie.page.evaluate(LISTEN, f"/ws{nowhere}") == [4403, []]
    answers = [
        charlie.page.evaluate(POST, [f"{path}do/board.rename/", {"name": "x"}]) for path in (board.path, nowhere)
    ]
    assert answers == [[404, "gone"], [404, "gone"]]


def test_who_is_taken_off_the_board_is_told(alice: Actor, bob: Actor, house: House, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    house.ask("remove_member", board=board.id, person="Bob")
    expect(bob.sign).to_have_attribute("data-state", "lost")
    expect(bob.sign).to_contain_text("You are no longer a member of this board.")
    alice.edits_title("Paint", "Paint it red")
    alice.sees_the_truth()
    bob.sees_card("Doing", "Paint")
