"""A board with some history, and a hub that has not seen it yet."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from boards.live import slots
from boards.live.frame import MEMBERS
from boards.live.hub import Hub
from boards.models import Board, User
from boards.queries import Stamp
from boards.tests.acts import History
from boards.tests.ears import AnyEar, Browser
from boards.tests.page import Page
from boards.threads import in_reads

type MakeHub = Callable[[History, Stamp], Hub]


@pytest.fixture
def past(board: Board, alice: User) -> History:
    """What alice did."""
    return History.made(board, alice)


@pytest.fixture
async def make_hub() -> AsyncIterator[MakeHub]:
    """Make hubs that end with the test."""
    made: list[Hub] = []

    def make(past: History, at: Stamp) -> Hub:
        made.append(Hub(past.board.pk, at))
        return made[-1]

    yield make
    for hub in made:
        await hub.stop()


@pytest.fixture
async def hub(past: History, make_hub: MakeHub) -> Hub:
    """A hub at the beginning of the history."""
    return make_hub(past, past.begin)


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was rendered for members' wires while the test ran."""
    rendered: list[str] = []
    render = slots.render

    def counted(*args: Any) -> dict[str, str]:
        html = render(*args)
        rendered.append(html[MEMBERS])
        return html

    monkeypatch.setattr(slots, "render", counted)
    return rendered


async def seated[E: AnyEar](hub: Hub, ear: E, revision: int) -> E:
    """Seat an ear that has seen ``revision``, live at once."""
    hub.sit(ear, {}).go_live(None, revision)
    ear.heard.clear()
    return ear


async def browser(user: User, past: History, seen: int = 0) -> Browser:
    """Return a browser that shows the board as it was after ``seen`` of its changes."""
    reader = await Browser.of(user)
    reader.page = await in_reads(Page, past.pages[seen])
    return reader
