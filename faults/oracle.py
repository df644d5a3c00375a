"""What has to hold after every fault, and what was measured on the way."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from boards.tests.page import Page
from faults.client import Client
from faults.outbox import Entry
from faults.world import LIMIT, Scene, until


async def settled(clients: Sequence[Client], limit: float = LIMIT) -> float:
    """Wait until every edit was answered and every page shows the last one; return the seconds that took."""
    given = entries(clients)
    waited = await until(lambda: not any(client.outbox.waiting for client in clients), limit)
    head = max((entry.revision or 0 for entry in given), default=0)
    return waited + await until(lambda: all(client.revision >= head for client in clients), limit)


async def holds(scene: Scene, clients: Sequence[Client], *, server: int = 0) -> None:
    """Check that nothing acknowledged was lost or done twice, and that every page is right."""
    await asyncio.to_thread(_check_journal, scene, entries(clients))
    fresh = Page(await asyncio.to_thread(scene.html, server))
    await until(lambda: all(client.revision == fresh.revision for client in clients))
    expected = fresh.canonical()
    # Whoever was told the same from the same beginning shows the same: thousands of frames are applied once.
    shown: dict[tuple[str, ...], str] = {}
    for client in clients:
        told = (client.html, *client.frames)
        if told not in shown:
            shown[told] = client.page().canonical()
        assert shown[told] == expected, f"{client.name} shows another board than the server"


def entries(clients: Sequence[Client]) -> list[Entry]:
    """Return everything that was given, by whomever."""
    return [entry for client in clients for entry in client.outbox.given]


def seen_after(clients: Sequence[Client], since: float = 0.0) -> list[float]:
    """Return for each edit (given ``since`` then) and client the seconds until the client's page showed it."""
    return [
        moment - entry.given
        for client in clients
        for entry in entries(clients)
        if entry.given >= since and entry.revision and (moment := client.reached(entry.revision)) is not None
    ]


def acked_after(clients: Sequence[Client], since: float = 0.0) -> list[float]:
    """Return the seconds that each answer took to what was given ``since`` then."""
    return [entry.acked - entry.given for entry in entries(clients) if entry.given >= since and entry.acked is not None]


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the smallest sample that is not exceeded by so many percent of all (nearest rank)."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * percent // 100).__trunc__() - 1)]


def _check_journal(scene: Scene, given: Sequence[Entry]) -> None:
    changes = scene.world.house.ask("journal", board=scene.board)["changes"]
    assert [change[0] for change in changes] == list(range(1, len(changes) + 1)), "The revisions have gaps"
    done = {id: revision for revision, id, _ in changes}
    assert len(done) == len(changes)
    marks = Counter(title for _, _, titles in changes for title in titles)
    waiting = {entry.id for entry in given if entry.revision is None and not entry.reason}
    for entry in given:
        if entry.revision is not None:
            assert done.get(entry.id) == entry.revision, f"{entry.mark} was acknowledged and is not there"
            assert not entry.mark or marks[entry.mark] == 1, f"{entry.mark} was done {marks[entry.mark]} times"
        elif entry.reason:
            assert entry.id not in done, f"{entry.mark} was refused, and done"
    # Whoever gave them is told of nothing less than what the journal has.
    unknown = done.keys() - {entry.id for entry in given if entry.revision is not None} - waiting
    assert len(unknown) <= 1, "There are changes that nobody was told of"
