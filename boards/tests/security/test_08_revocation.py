"""Row 8: whoever is removed hears no frame of the removal or of anything after it, while others work on.

Told by revisions, never by a clock: that it happens within a second is a sum of constants (``boards/live/heart.py``,
``boards/tests/live/test_heart.py``). Two sets of hubs are two processes: nothing in common but database and layer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import Settings

from boards import queries
from boards.live import heart, resume
from boards.live.admission import NOT_A_MEMBER, SIGN_IN_AGAIN
from boards.live.hubs import Hubs
from boards.models import Board, Membership, Role, User
from boards.tests.acts import do, make_link
from boards.tests.ears import Browser, Ear, eventually
from boards.tests.layers import KINDS, broken_layer
from boards.tests.live.test_hubs import act, joined, processes, subscribed
from boards.tests.page import parse
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_commands, in_reads

__all__ = ["browse", "processes"]

pytestmark = [pytest.mark.django_db(transaction=True)]
NEVER = 1_000
# Edits that must have come, at each time, for it to be a load.
MANY = 25


@pytest.fixture(autouse=True)
def _only_revisions_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look every 5 s, which needs no revision, is far away."""
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    monkeypatch.setattr(heart, "CHECK_EVERY", NEVER)


class Load:
    """People who edit as fast as they can, at both processes, until they are told to stop."""

    def __init__(self, processes: tuple[Hubs, Hubs], board: Board, people: list[User]) -> None:
        self.done = 0
        self._board, self._stopping = board, False
        self._tasks = [asyncio.create_task(self._edit(process, person)) for process in processes for person in people]

    async def _edit(self, process: Hubs, person: User) -> None:
        card = (await in_reads(self._board.cards.earliest, "number")).pk
        for number in count():
            if self._stopping:
                break
            process.publish(await act(person, self._board, "card.edit", card=card, title=f"{person}'s {number}"))
            self.done += 1

    async def went_on(self) -> None:
        """Wait for many more edits."""
        before = self.done
        await eventually(lambda: self.done >= before + MANY or any(task.done() for task in self._tasks))
        assert not any(task.done() for task in self._tasks), [task for task in self._tasks if task.done()]

    async def stop(self) -> None:
        self._stopping = True
        await asyncio.gather(*self._tasks)


def last_revision(ear: Ear) -> int:
    """Return the latest revision that a frame told somebody of."""
    frames = [parse(text).elements()[0].attributes for text in ear.frames]
    return max(int(frame["data-revision"] or 0) for frame in frames)


async def comes_back_again_and_again(process: Hubs, ear: Ear, board: Board) -> None:
    """Say hello as often as that goes, each time from the start: every answer is read anew."""
    while not ear.codes:
        await process.hello(ear, board.pk, await in_reads(queries.epoch), 1)


@pytest.fixture
async def load(
    processes: tuple[Hubs, Hubs], board: Board, alice: User, charlie: User
) -> AsyncIterator[Callable[[], Load]]:
    """Begin the load; it ends with the test."""
    await in_reads(Membership.objects.create, board=board, user=charlie, role=Role.EDITOR)
    begun: list[Load] = []

    def begin() -> Load:
        begun.append(Load(processes, board, [alice, charlie]))
        return begun[-1]

    yield begin
    for each in begun:
        await each.stop()


@pytest.mark.parametrize("removed_at", ["the same process", "another process"])
@pytest.mark.parametrize("kind", [None, *KINDS])
async def test_who_is_removed_under_load_hears_nothing_from_that_revision_on(
    kind: str | None,
    removed_at: str,
    processes: tuple[Hubs, Hubs],
    load: Callable[[], Load],
    board: Board,
    alice: User,
    bob: User,
    settings: Settings,
) -> None:
    here, there = processes
    async with broken_layer(kind, settings) if kind else nullcontext():
        readers = [await joined(process, alice, board) for process in processes]
        silent, restless = Ear(bob, key := (await Ear.of(bob)).session_key), Ear(bob, key)
        for ear in (silent, restless):
            await here.hello(ear, board.pk, await in_reads(queries.epoch), 1)
        if not kind:
            for process in processes:
                await subscribed(process, board.pk)
        others = load()
        coming_back = asyncio.create_task(comes_back_again_and_again(here, restless, board))
        await others.went_on()
        remover = here if removed_at == "the same process" else there
        removal = await act(alice, board, "member.remove", member=bob.pk)
        remover.publish(removal)
        await eventually(lambda: silent.codes and restless.codes)
        await coming_back
        await others.went_on()
        await others.stop()
        # The others have seen all of it...
        head = (await in_reads(queries.stamp, board_id=board.pk)).revision
        await eventually(lambda: all(reader.page.revision == head for reader in readers))
        assert head >= removal.revision + MANY
        for ear in (silent, restless):
            # ... and bob what came before, with nothing after it.
            assert set(ear.codes) == {NOT_A_MEMBER}
            assert 1 < last_revision(ear) < removal.revision
        for process in processes:
            await process.stop()


@pytest.mark.parametrize("way", ["a board", "a dialog"])
async def test_what_is_read_for_somebody_who_is_removed_meanwhile_is_not_sent(
    way: str,
    processes: tuple[Hubs, Hubs],
    board: Board,
    alice: User,
    bob: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Found here: the right was looked at, the removal came, and then was read what had come after it."""
    here, _ = processes
    name = "since" if way == "a board" else "inside"
    read: Callable[..., Any] = getattr(resume, name)
    call: UUID = (await in_reads(board.cards.get, title="Call")).pk

    def overtaken(**asked: Any) -> Any:
        do(alice, board, "member.remove", member=bob.pk)
        do(alice, board, "card.edit", card=call, title="Secret")
        monkeypatch.setattr(resume, name, read)
        return read(**asked)

    bobs = await joined(here, bob, board)
    before = list(bobs.frames)
    # Nobody publishes, and no heartbeat comes in between.
    monkeypatch.setattr(heart, "HEARTBEAT", NEVER)
    monkeypatch.setattr(resume, name, overtaken)
    if way == "a board":
        await here.hello(bobs, board.pk, await in_reads(queries.epoch), 0)
    else:
        await here.open_dialog(bobs, board.pk, call, 0)
    await eventually(lambda: bobs.codes)
    assert (bobs.codes, bobs.frames) == ([NOT_A_MEMBER], before)
    assert "Secret" not in "".join(bobs.heard)


@pytest.mark.parametrize("who", ["a member who asks", "a member who edits", "a guest"])
def test_nor_is_it_where_a_page_asks_without_a_socket(
    who: str, board: Board, alice: User, bob: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = make_link(alice, board)
    read = resume.since

    def overtaken(**asked: Any) -> Any:
        do(alice, board, "member.remove", member=bob.pk)
        do(alice, board, "link.revoke", link=link)
        do(alice, board, "board.rename", name="Secret")
        return read(**asked)

    monkeypatch.setattr(resume, "since", overtaken)
    asked = {"since": "0", "revision": "0", "name": "Later"}
    match who:
        case "a guest":
            response = browse(None).get(reverse("boards:guest-since", args=[link.secret]), asked)
        case "a member who asks":
            response = browse(bob).get(reverse("boards:since", args=[board.pk]), asked)
        case _:
            do_it = reverse("boards:do", args=[board.pk, "column.create"])
            response = browse(bob).post(do_it, asked, headers={"HX-Request": "true"})
    assert response.status_code in {204, 404} and "Secret" not in response.text


def test_whoever_leaves_gets_no_whole_board_for_it(board: Board, bob: User, browse: Browse) -> None:
    leave = reverse("boards:do", args=[board.pk, "member.leave"])
    response = browse(bob).post(leave, {"since": "-1"}, headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("ends", ["removed", "deactivated"])
async def test_a_removal_costs_nobody_else_anything(
    ends: str, processes: tuple[Hubs, Hubs], load: Callable[[], Load], board: Board, alice: User, bob: User
) -> None:
    here, there = processes
    readers: list[Browser] = [await joined(process, alice, board) for process in processes]
    bobs = [await joined(process, bob, board) for process in processes]
    others = load()
    await others.went_on()
    if ends == "removed":
        here.publish(await act(alice, board, "member.remove", member=bob.pk))
    else:
        await in_commands(User.objects.filter(pk=bob.pk).update, is_active=False)
        here.look_again([board.pk])
        there.look_again([board.pk])
    await eventually(lambda: all(ear.codes for ear in bobs))
    assert {code for ear in bobs for code in ear.codes} <= {NOT_A_MEMBER, SIGN_IN_AGAIN}
    await others.went_on()
    await others.stop()
    head = (await in_reads(queries.stamp, board_id=board.pk)).revision
    await eventually(lambda: all(reader.page.revision == head for reader in readers))
    assert not any(reader.codes for reader in readers)
