"""The server's disk is full: it says so, what was typed waits, and arrives once there is room."""

import resource
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.conftest import Cast, Site
from e2e.house import House, opened
from e2e.test_outbox import keeps


@pytest.fixture
def full_house(site: Site) -> Iterator[House]:
    """Give a house of its own, whose server can be kept from writing."""
    with opened(site("full")) as house:
        yield house


def test_a_full_disk_is_told_and_what_was_typed_waits_for_room(cast: Cast, full_house: House) -> None:
    board, server = full_house.board(), full_house.servers[0]
    bob = cast("Bob", full_house).opens(board)
    allowed = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    # No file of this process grows by a byte.
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, allowed[1]))
    bob.adds_card("Done", "An hour of thought")
    expect(bob.notices).to_contain_text("has no space left on its disk. What you sent is kept")
    expect(bob.pending_card("An hour of thought")).to_be_visible()
    expect(bob.total).to_have_text("1 change is waiting")
    keeps(bob, "outbox", 1)
    assert board.columns()["Done"] == []
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, allowed)
    bob.sees_cards("Done", "An hour of thought")
    expect(bob.notices).to_have_count(0)
    keeps(bob, "outbox", 0)
    assert board.times_done("card.create") == 1
    # It told the operator, as well as it could.
    assert all("No room to write" in line for line in server.complaints())
    bob.sees_the_truth()
