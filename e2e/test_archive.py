"""The archive: found, brought back and deleted, live for everybody who looks at it."""

from playwright.sync_api import Locator, expect

from e2e.actors import Actor
from e2e.house import Board
from e2e.pairs import two_people
from e2e.places import visit


def opens_the_archive(actor: Actor, board: Board, query: str = "") -> Actor:
    actor.goes_to(f"{board.path}archive/{query}")
    return actor.is_live()


def row(actor: Actor, name: str) -> Locator:
    return actor.page.locator(".archive-list > li").filter(has=actor.page.get_by_role("link", name=name, exact=True))


@two_people
def test_what_one_archives_the_other_sees_and_brings_back(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    opens_the_archive(bob, board)
    expect(bob.page.get_by_role("heading", name="Nothing is archived")).to_be_visible()
    alice.chooses(alice.card("Paint"), "Archive")
    expect(row(bob, "Paint")).to_contain_text("in Doing · archived by Alice")
    row(bob, "Paint").get_by_role("button", name="Restore").click()
    alice.sees_card("Doing", "Paint")
    expect(bob.page.get_by_role("heading", name="Nothing is archived")).to_be_visible()
    # The notice takes it back, as on the board.
    bob.offer.get_by_role("button", name="Undo").click()
    alice.sees_no_card("Paint")
    expect(row(bob, "Paint")).to_be_visible()


@two_people
def test_a_column_is_deleted_for_good_after_a_question(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    opens_the_archive(bob, board)
    alice.chooses(alice.column("Doing").locator(".column-head"), "Archive with its cards")
    row(bob, "Doing").get_by_role("button", name="Delete the column Doing …").click()
    question = row(bob, "Doing").get_by_role("dialog")
    expect(question).to_contain_text("“Doing” and its 3 cards")
    # What happens meanwhile does not close the question.
    alice.chooses(alice.card("Call"), "Archive")
    expect(row(bob, "Call")).to_be_visible()
    question.get_by_role("button", name="Delete for good").click()
    expect(row(bob, "Doing")).to_have_count(0)
    assert board.columns() == {"To do": ["Pack", "Write"], "Done": []}


def test_typing_searches_and_the_address_keeps_it(alice: Actor, board: Board) -> None:
    alice.opens(board)
    for title in ("Pack", "Call"):
        alice.chooses(alice.card(title), "Archive")
        alice.is_saved()
    opens_the_archive(alice, board)
    alice.page.get_by_role("searchbox").fill("pack")
    expect(row(alice, "Call")).to_have_count(0)
    expect(row(alice, "Pack")).to_be_visible()
    alice.page.reload()
    expect(alice.page.get_by_role("searchbox")).to_have_value("pack")
    expect(row(alice, "Call")).to_have_count(0)
    alice.page.get_by_role("link", name="Show all").click()
    expect(row(alice, "Call")).to_be_visible()


def test_the_keyboard_goes_on_where_something_left(alice: Actor, board: Board) -> None:
    alice.opens(board)
    for title in ("Pack", "Call", "Write"):
        alice.chooses(alice.card(title), "Archive")
        alice.is_saved()
    opens_the_archive(alice, board)
    row(alice, "Call").get_by_role("button", name="Restore").press("Enter")
    expect(row(alice, "Call")).to_have_count(0)
    expect(row(alice, "Pack").get_by_role("link")).to_be_focused()


def test_what_is_done_offline_waits_and_is_sent(alice: Actor, board: Board) -> None:
    alice.may_lose_the_server().opens(board)
    alice.chooses(alice.card("Paint"), "Archive")
    alice.is_saved()
    opens_the_archive(alice, board)
    alice.context.set_offline(True)
    alice.is_offline()
    row(alice, "Paint").get_by_role("button", name="Restore").click()
    expect(alice.total).to_have_text("1 change is waiting")
    expect(row(alice, "Paint")).to_have_attribute("data-pending", "")
    alice.context.set_offline(False)
    expect(row(alice, "Paint")).to_have_count(0)
    assert board.columns()["Doing"] == ["Paint", "Sand", "Test"]


def test_whoever_becomes_a_viewer_loses_the_controls_and_keeps_the_list(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    alice.chooses(alice.card("Paint"), "Archive")
    opens_the_archive(bob, board)
    expect(row(bob, "Paint").get_by_role("button", name="Restore")).to_be_visible()
    person = board.house.ask("person", name="Bob")["id"]
    alice.gives("member.change", {"member": person, "role": "viewer"})
    expect(row(bob, "Paint").get_by_role("button")).to_have_count(0)
    expect(row(bob, "Paint")).to_be_visible()
    alice.gives("member.remove", {"member": person})
    expect(bob.sign).to_contain_text("no longer a member")


def test_a_deleted_card_says_so_where_its_address_leads(alice: Actor, bob: Actor, board: Board) -> None:
    bob.may_hear("404")
    alice.opens(board)
    alice.opens_card("Paint")
    address = alice.page.url
    alice.dialog.locator("summary", has_text="Delete …").click()
    alice.dialog.get_by_role("button", name="Delete for good").click()
    alice.sees_no_card("Paint")
    visit(bob.page, f"{bob.url}{board.path}?card={address.rstrip('/').split('/')[-1]}")
    expect(bob.dialog).to_contain_text("deleted for good")
