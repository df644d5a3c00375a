"""The server's disk is full: it says so, what was typed waits, and arrives once there is room."""

import contextlib
import resource
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.conftest import Cast, Site
from e2e.house import House, opened
from e2e.server import Server
from e2e.test_outbox import keeps


@pytest.fixture
def full_house(site: Site) -> Iterator[House]:
    """Give a house of its own, whose server can be kept from writing."""
    with opened(site("full")) as house:
        yield house


@contextlib.contextmanager
def nothing_can_be_written(server: Server) -> Iterator[None]:
    """No file of the server grows by a byte."""
    allowed = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, allowed[1]))
    yield
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, allowed)
    # It told the operator, as well as it could.
    assert all("No room to write" in line or "Service Unavailable" in line for line in server.complaints())


def test_a_full_disk_is_told_and_what_was_typed_waits_for_room(cast: Cast, full_house: House) -> None:
    board = full_house.board()
    bob = cast("Bob", full_house).opens(board)
    with nothing_can_be_written(full_house.servers[0]):
        bob.adds_card("Done", "An hour of thought")
        expect(bob.notices).to_contain_text("has no space left on its disk. What you sent is kept")
        expect(bob.pending_card("An hour of thought")).to_be_visible()
        expect(bob.total).to_have_text("1 change is waiting")
        keeps(bob, "outbox", 1)
        assert board.columns()["Done"] == []
    bob.sees_cards("Done", "An hour of thought")
    expect(bob.notices).to_have_count(0)
    keeps(bob, "outbox", 0)
    assert board.times_done("card.create") == 1
    bob.sees_the_truth()


def test_a_form_on_a_full_disk_says_so_and_keeps_its_text(cast: Cast, full_house: House) -> None:
    bob = cast("Bob", full_house)
    bob.may_hear("503")
    bob.goes_to("/")
    field = bob.page.locator(".board-form input[name=name]")
    field.fill("A board of plans")
    with nothing_can_be_written(full_house.servers[0]):
        field.press("Enter")
        expect(bob.page.get_by_role("main")).to_contain_text("has no space left on its disk.")
        assert bob.page.locator("h1").count() == 1
    bob.goes_to("/")
    expect(field).to_have_value("A board of plans")
    field.press("Enter")
    expect(bob.head).to_have_text("A board of plans")
    keeps(bob, "drafts", 0)
