"""What happened: on the board's own page, and in the dialog of a card, where it grows as one looks."""

from playwright.sync_api import Locator, Request, expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.places import visit

# Milliseconds between two looks at what is new; see static/js/activity-page.js.
PAUSE = 1_000
# Moments around midnight in Auckland, thirteen hours ahead of UTC.
AROUND_MIDNIGHT = ["2026-01-01T11:30:00+00:00", "2026-01-01T10:30:00+00:00", "2026-01-01T10:00:00+00:00"]


def looks_at_activity(actor: Actor, board: Board, query: str = "") -> None:
    """Open the board's activity and wait until it is live."""
    visit(actor.page, f"{actor.url}{board.path}activity/{query}")
    actor.page.evaluate("() => { window.story.stayed = true; }")
    actor.is_live()


def unfolds_activity(actor: Actor) -> Locator:
    """Unfold the activity in the open dialog; return its entries."""
    actor.dialog.get_by_text("Activity").click()
    return actor.dialog.locator(".activity-list > li")


@two_people
def test_the_activity_tells_who_did_what_and_leads_there(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    alice.edits_title("Paint", "Paint it")
    alice.moves_by_menu("Paint it", "To the next column")
    alice.sees_the_truth()
    bob.opens(board)
    bob.opens_card("Paint it")
    entries = unfolds_activity(bob)
    expect(entries.first).to_contain_text("Alice moved Paint it from Doing to Done")
    alice.edits_title("Paint it", "Paint it red")
    expect(entries.first).to_contain_text("Alice renamed Paint it to Paint it red")
    # What it was called then, and where it is now.
    expect(entries.nth(1)).to_contain_text("Alice moved Paint it from")
    looks_at_activity(bob, board)
    expect(bob.entries.first).to_contain_text("Alice renamed Paint it to Paint it red")
    expect(bob.entries.last).to_contain_text("Alice created the board")
    bob.entries.nth(1).get_by_role("link", name="Paint it").click()
    expect(bob.inside_title).to_have_text("Paint it red")


@two_people
def test_the_page_grows_at_its_top_and_disturbs_nobody(alice: Actor, bob: Actor, board: Board, house: House) -> None:
    house.ask("describe_often", board=board.id, person="Alice", count=40)
    looks_at_activity(bob, board)
    alice.opens(board)
    alice.edits_title("Paint", "Paint it")
    expect(bob.entries.first).to_contain_text("Alice renamed Paint to Paint it")
    expect(bob.page.locator("#announcer")).to_contain_text("Alice renamed Paint to Paint it")
    expect(bob.page.locator(".activity-day h3")).to_have_text(["Today"])

    # Bob reads further down, at a link, while more comes in: both stay where they were.
    link = bob.entries.nth(20).get_by_role("link")
    link.focus()
    link.scroll_into_view_if_needed()
    before = link.bounding_box()
    alice.edits_title("Paint it", "Paint it red")
    expect(bob.entries.first).to_contain_text("Alice renamed Paint twice, at last to Paint it red")
    alice.edits_title("Sand", "Sand it")
    expect(bob.entries.first).to_contain_text("Alice renamed Sand to Sand it")
    expect(bob.entries.nth(21).get_by_role("link")).to_be_focused()
    assert bob.entries.nth(21).get_by_role("link").bounding_box() == before
    bob.never_reloaded()


@two_people
def test_what_belongs_together_is_unfolded_and_stays_so_while_it_grows(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    alice.describes("Paint", "One coat")
    alice.is_saved()
    alice.describes("Paint", "Two coats")
    alice.is_saved()
    looks_at_activity(bob, board)
    entry = bob.entries.first
    expect(entry).to_contain_text("Alice edited the description of Paint twice")
    entry.locator("summary").focus()
    entry.locator("summary").press("Enter")
    expect(entry.locator("details li")).to_have_count(2)
    alice.describes("Paint", "Three coats")
    expect(entry).to_contain_text("Alice edited the description of Paint 3 times")
    expect(entry.locator("details li")).to_have_count(3)
    expect(entry.locator("details li").first).to_be_visible()
    expect(entry.locator("summary")).to_be_focused()


def test_a_burst_costs_about_a_fetch_in_a_second(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    looks_at_activity(bob, board)
    asked: list[Request] = []
    bob.page.on("request", lambda request: asked.append(request) if request.resource_type == "fetch" else None)
    began = bob.page.evaluate("() => performance.now()")
    tile = alice.card("Paint").get_attribute("id")
    for number in range(40):
        alice.gives("card.edit", {"card": str(tile).removeprefix("card-"), "description": f"Coat {number}"})
    expect(bob.entries.first).to_contain_text("40 times")
    took = bob.page.evaluate("() => performance.now()") - began
    assert 1 <= len(asked) <= took / PAUSE + 2


@two_people
def test_in_the_dialog_an_undo_is_a_click_and_says_so_to_both(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.edits_title("Paint", "Paint it")
    alice.sees_the_truth()
    for actor in (alice, bob):
        actor.sees_card("Doing", "Paint it")
        actor.opens_card("Paint it")
        unfolds_activity(actor)
    alice.dialog.get_by_role("button", name="Undo").click()
    for actor in (alice, bob):
        expect(actor.inside_title).to_have_text("Paint")
        entries = actor.dialog.locator(".activity-list > li")
        expect(entries.first).to_contain_text("Alice took back a change of Paint")
        expect(entries.nth(1)).to_contain_text("Alice renamed Paint to Paint it")
        expect(entries.nth(1)).to_contain_text("undone by Alice")
    expect(bob.dialog.get_by_role("button", name="Undo")).to_have_count(0)


@two_people
def test_days_are_those_of_the_reader(cast: Cast, house: House, board: Board, engine: str) -> None:
    house.ask("describe_often", board=board.id, person="Alice", count=2)
    house.ask("let_happen", board=board.id, moments=AROUND_MIDNIGHT)
    bob = cast("Bob", house, engine=engine, timezone_id="Pacific/Auckland")
    looks_at_activity(bob, board)
    # Whatever the year of today is.
    days = bob.page.locator(".activity-day h3")
    expect(days.nth(0)).to_contain_text("2")
    expect(days.nth(1)).to_contain_text("1")
    expect(bob.page.locator(".activity-day").nth(1).locator("li")).to_have_count(2)
    expect(bob.entries.first).to_contain_text("12:30")
    house.ask("describe_often", board=board.id, person="Alice", count=1)
    expect(days.first).to_have_text("Today")
    expect(days).to_have_count(3)


@two_people
def test_older_entries_come_without_loading_the_page_again(bob: Actor, board: Board, house: House) -> None:
    house.ask("describe_often", board=board.id, person="Alice", count=70)
    looks_at_activity(bob, board)
    expect(bob.entries).to_have_count(50)
    older = bob.page.get_by_role("link", name="Show older")
    older.focus()
    older.press("Enter")
    expect(bob.entries).to_have_count(71)
    expect(bob.entries.nth(50).get_by_role("link").first).to_be_focused()
    expect(bob.page.locator(".activity-day h3")).to_have_text(["Today"])
    expect(older).to_have_count(0)
    bob.never_reloaded()
    house.ask("describe_often", board=board.id, person="Alice", count=1)
    expect(bob.entries).to_have_count(72)


def test_a_narrowed_page_grows_by_what_it_is_about(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    looks_at_activity(bob, board)
    bob.page.locator("[name=kind]").select_option(label="Columns")
    bob.page.get_by_role("button", name="Show").click()
    bob.is_live()
    expect(bob.page.get_by_text("Nothing of this kind has happened")).to_be_visible()
    alice.edits_title("Paint", "Paint it")
    alice.renames_column("Done", "Finished")
    expect(bob.entries).to_have_count(1)
    expect(bob.entries).to_contain_text("Alice renamed the column Done to Finished")
    assert bob.page.url.endswith("?person=&kind=columns")
    bob.page.reload()
    expect(bob.entries).to_have_count(1)


def test_who_is_no_member_sees_nothing_of_it(cast: Cast, alice: Actor, bob: Actor, board: Board, house: House) -> None:
    charlie = cast("Charlie", house)
    charlie.may_hear("404")
    for path in ("activity/", "c/1/activity/"):
        assert charlie.goes_to(board.path + path) == 404
        expect(charlie.page.get_by_text("Boat")).to_have_count(0)
    # Bob was one: his page stops, and says why.
    looks_at_activity(bob, board)
    bob.may_hear("404")
    house.ask("remove_member", board=board.id, person="Bob")
    expect(bob.sign).to_have_attribute("data-state", "lost")
    expect(bob.sign).to_contain_text("no longer a member")
    count = bob.entries.count()
    alice.opens(board)
    alice.edits_title("Paint", "Paint it")
    alice.sees_the_truth()
    looks_at_activity(alice, board)
    expect(alice.entries.first).to_contain_text("Paint it")
    expect(bob.entries).to_have_count(count)


def test_without_script_it_is_narrowed_and_read_to_its_end(cast: Cast, house: House, board: Board) -> None:
    house.ask("describe_often", board=board.id, person="Bob", count=60)
    page = cast("Alice", house, java_script_enabled=False).page
    visit(page, house.url + board.path + "activity/")
    page.locator("[name=person]").select_option(label="Bob")
    page.get_by_role("button", name="Show").click()
    entries = page.locator(".activity-list > li")
    expect(entries).to_have_count(50)
    expect(entries.first).to_contain_text("UTC")
    page.get_by_role("link", name="Show older").click()
    expect(entries).to_have_count(10)
    expect(page.locator("[name=person]")).to_have_value(house.ask("person", name="Bob")["id"])
    expect(page.get_by_text("Alice created the board")).to_have_count(0)
