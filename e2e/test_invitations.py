"""People are invited by link or by mail, and come with an account or without, where nobody signs up by themselves."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from boards.demo import PASSWORD
from e2e import house as houses
from e2e import post
from e2e.actors import Actor
from e2e.conftest import Cast, Site
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.post import PostOffice
from e2e.test_phone import PHONE, is_within

NO_SCRIPT: dict[str, Any] = {"java_script_enabled": False}


@pytest.fixture(scope="module")
def closed(site: Site) -> Iterator[House]:
    """Give a house where nobody signs up by themselves, and that sends no mail."""
    with houses.opened(site("closed"), LIVEBOARD_SIGNUP="closed") as opened:
        yield opened


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post.opened() as office:
        yield office


@pytest.fixture(scope="module")
def posted(site: Site, office: PostOffice) -> Iterator[House]:
    """Give such a house that has a mail server."""
    with houses.opened(
        site("invited"),
        LIVEBOARD_SIGNUP="closed",
        LIVEBOARD_MAIL_URL=office.url,
        LIVEBOARD_MAIL_FROM="board@demo.example",
    ) as opened:
        yield opened


def form(alice: Actor, words: str) -> Locator:
    """The form of one way to invite, by its label."""
    return alice.page.locator("form", has=alice.page.get_by_label(words, exact=True))


def makes_a_link(alice: Actor, board: Board, *, people: str = "For 10 people", role: str = "Editor") -> str:
    """Make a link with the form; return its path."""
    alice.goes_to(f"{board.path}members/")
    making = form(alice, "Make a link to hand over")
    making.get_by_label("Make a link to hand over").select_option(label=people)
    making.get_by_label("Role of whoever has the link").select_option(label=role)
    making.get_by_role("button", name="Make the link").click()
    address = alice.page.locator(".invitation input").first.input_value()
    assert address.startswith(f"{board.house.url}/join/")
    return address.removeprefix(board.house.url)


@two_people
def test_somebody_new_comes_by_a_link_and_is_on_the_board_live(cast: Cast, closed: House, engine: str) -> None:
    board = closed.board(name="Regatta")
    alice, dora = cast("Alice", closed), cast("", closed, engine=engine)
    path = makes_a_link(alice, board)
    alice.opens(board)
    assert dora.goes_to(path) == 200
    main = dora.page.get_by_role("main")
    expect(main).to_contain_text("Alice invites you to this board as editor")
    main.get_by_role("button", name="Create an account").click()
    dora.makes_an_account("Dora", f"dora-{engine}@new.example")
    expect(dora.head).to_have_text("Regatta")
    dora.is_live()
    expect(alice.page.locator("#announcer")).to_contain_text("Dora joined the board.")
    dora.adds_card("Done", "Dora was here")
    alice.sees_card("Done", "Dora was here")
    for actor in (alice, dora):
        actor.sees_the_truth()
    alice.goes_to(f"{board.path}members/")
    expect(alice.page.locator(".invitation")).to_contain_text("1 of 10 joined")
    expect(alice.page.locator(".member-name", has_text="Dora")).to_be_visible()


def test_somebody_with_an_account_joins_signed_in_or_by_signing_in(cast: Cast, closed: House) -> None:
    for signed_in in (True, False):
        board = closed.board(name="Regatta")
        alice, charlie = cast("Alice", closed), cast("Charlie" if signed_in else "", closed)
        charlie.goes_to(makes_a_link(alice, board, people="For 1 person", role="Commenter"))
        main = charlie.page.get_by_role("main")
        if not signed_in:
            main.get_by_role("button", name="Sign in with the one I have").click()
            expect(main).to_contain_text("Then you can join the board “Regatta”")
            main.get_by_label("Email").fill("charlie@demo.example")
            main.get_by_label("Password").fill(PASSWORD)
            main.get_by_role("button", name="Sign in", exact=True).click()
        main.get_by_role("button", name="Join as Charlie").click()
        expect(charlie.head).to_have_text("Regatta")
        charlie.is_live()
        # What may be done with the role is what is offered.
        expect(charlie.page.locator(".add-card").filter(visible=True)).to_have_count(0)
        # Used up, it leads those who are on the board there.
        assert board.times_done("member.join") == 1


def test_a_link_that_was_taken_back_leads_nowhere(cast: Cast, closed: House) -> None:
    board = closed.board(name="Regatta")
    alice, dora = cast("Alice", closed), cast("", closed)
    path = makes_a_link(alice, board)
    dora.goes_to(path)
    alice.page.get_by_role("button", name="Take back the invitation").click()
    expect(alice.page.locator(".invitation")).to_have_count(0)
    dora.may_hear("404")
    dora.page.get_by_role("button", name="Create an account").click()
    heading = dora.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("This invitation leads nowhere")
    assert dora.goes_to(path) == 404
    expect(heading).to_have_text("This invitation leads nowhere")
    dora.goes_to("/accounts/signup/")
    expect(heading).to_have_text("Accounts by invitation")


@pytest.mark.parametrize("options", [{}, NO_SCRIPT], ids=["script", "no script"])
def test_an_invitation_by_mail_needs_no_second_mail(
    cast: Cast, posted: House, office: PostOffice, options: dict[str, bool]
) -> None:
    board = posted.board(name="Regatta")
    email = f"dora{len(options)}@new.example"
    alice, dora = cast("Alice", posted, **options), cast("", posted, **options)
    alice.goes_to(f"{board.path}members/")
    sending = form(alice, "Send an invitation by mail")
    sending.get_by_label("Send an invitation by mail").fill(email)
    sending.get_by_role("button", name="Send").click()
    row = alice.page.locator(".invitation")
    expect(row).to_contain_text(email)
    # The link is for the mailbox alone.
    expect(row.locator("input:not([type=hidden])")).to_have_count(0)
    dora.goes_to(office.link_for(email))
    dora.page.get_by_role("button", name="Create an account").click()
    expect(dora.page.get_by_role("main").get_by_label("Email")).to_have_value(email)
    dora.makes_an_account("Dora")
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Regatta")


def test_without_script_a_link_is_made_shown_and_used(cast: Cast, closed: House) -> None:
    board = closed.board(name="Regatta")
    alice, dora = cast("Alice", closed, **NO_SCRIPT), cast("", closed, **NO_SCRIPT)
    path = makes_a_link(alice, board, people="For 1 person")
    # Nothing copies it but the reader.
    expect(alice.page.get_by_role("button", name="Copy")).to_be_hidden()
    dora.goes_to(path)
    dora.page.get_by_role("button", name="Create an account").click()
    dora.makes_an_account("Dorothea", "dorothea@new.example")
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Regatta")
    alice.goes_to(f"{board.path}members/")
    # Used up: it is not open any more.
    expect(alice.page.locator(".invitation")).to_have_count(0)
    expect(alice.page.locator(".member-name", has_text="Dorothea")).to_be_visible()


def test_a_button_copies_the_link(cast: Cast, closed: House) -> None:
    board = closed.board(name="Regatta")
    alice = cast("Alice", closed, permissions=["clipboard-read", "clipboard-write"])
    path = makes_a_link(alice, board)
    button = alice.page.get_by_role("button", name="Copy")
    button.click()
    expect(alice.page.get_by_role("button", name="Copied")).to_be_visible()
    assert alice.page.evaluate("() => navigator.clipboard.readText()") == closed.url + path


def test_on_a_phone_nothing_is_wider_than_the_screen(cast: Cast, closed: House) -> None:
    board = closed.board(name="Regatta of the very longest boats")
    alice, dora = cast("Alice", closed, **PHONE), cast("", closed, **PHONE)
    path = makes_a_link(alice, board)
    sending = form(alice, "Send an invitation by mail")
    sending.get_by_label("Send an invitation by mail").fill(f"{'dora' * 12}@{'long' * 12}.example")
    sending.get_by_role("button", name="Send").click()
    expect(alice.page.locator(".invitation")).to_have_count(2)
    is_within(alice)
    dora.goes_to(path)
    is_within(dora)
    dora.page.get_by_role("button", name="Create an account").click()
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Create an account")
    is_within(dora)
    dora.may_hear("404")
    dora.goes_to("/join/nonsense/")
    is_within(dora)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_break_no_rule(cast: Cast, closed: House, scheme: str) -> None:
    board = closed.board(name="Regatta")
    options = {"color_scheme": scheme}
    alice, charlie, dora = (cast(name, closed, **options) for name in ("Alice", "Charlie", ""))
    path = makes_a_link(alice, board)
    sending = form(alice, "Send an invitation by mail")
    sending.get_by_label("Send an invitation by mail").fill("dora@new.example")
    sending.get_by_role("button", name="Send").click()
    expect(alice.page.locator(".invitation")).to_have_count(2)
    alice.breaks_no_rule()
    dora.may_hear("404")
    for actor, address in ((charlie, path), (dora, "/accounts/signup/"), (dora, "/join/nonsense/"), (dora, path)):
        actor.goes_to(address)
        actor.breaks_no_rule()
    dora.page.get_by_role("button", name="Create an account").click()
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Create an account")
    dora.breaks_no_rule()
