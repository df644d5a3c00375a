"""The crowd notices every delivery that is lost, repeated, changed or out of order."""

import json
from collections.abc import Iterable

import pytest

from bench import crowd as crowds
from bench.browser import Door
from bench.crowd import Crowd, LostDelivery
from bench.dialects import Dialect, Echo, Product, title
from bench.drive import in_turn, saturate
from bench.tests.servers import Script, saying
from bench.workshop import before

FRAGMENT = f"<p>{title(0)}</p>"


async def edits_reach_all(script: Script, dialect: Dialect, edits: int = 3) -> Crowd:
    async with saying(script) as port:
        crowd = Crowd(dialect)
        async with before(crowd, [Door(port)] * 3):
            for _ in range(edits):
                crowd.edit(0)
            await crowd.settle()
    return crowd


def echo() -> Echo:
    return Echo("echo", FRAGMENT)


async def test_what_everybody_gets_once_and_in_order_is_counted() -> None:
    crowd = await edits_reach_all(lambda number, message: [message], echo())
    assert crowd.deliveries == 9
    assert all(edit.delay > 0 for edit in crowd.edits.values())


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "PATIENCE", 0.2)


def lose(number: int, message: str) -> Iterable[str]:
    return [] if number == 2 and title(2) in message else [message]


def repeat(number: int, message: str) -> Iterable[str]:
    return [message, message] if number == 1 else [message]


def change(number: int, message: str) -> Iterable[str]:
    return [message.replace("boat", "coat")] if number == 1 else [message]


held: list[str] = []


def swap(number: int, message: str) -> Iterable[str]:
    if number != 2:
        return [message]
    held.append(message)
    return [] if len(held) < 2 else [held.pop(), held.pop()]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("script", [lose, repeat, change, swap])
async def test_what_one_browser_gets_otherwise_is_noticed(script: Script) -> None:
    with pytest.raises(LostDelivery):
        await edits_reach_all(script, echo())


def product(steps: dict[int, tuple[int, int]]) -> Script:
    """Return a script that acknowledges edit n as revision n, to its writer, and tells steps, by the edit's number."""

    def say(number: int, message: str) -> Iterable[str]:
        told = json.loads(message)
        if "hello" in told:
            return ['{"head": 0}']
        edit = int(told["id"][-12:], 16)
        ack = [json.dumps({"ack": told["id"], "revision": edit})] if number == 0 else []
        start, end = steps.get(edit, (0, 0))
        return [f'<hx-frame data-from="{start}" data-revision="{end}">{title(edit)}</hx-frame>'] * bool(end) + ack

    return say


def liveboard() -> Product:
    return Product("Liveboard", epoch="e", revision=0, cards=["c"])


async def test_a_frame_may_take_several_revisions_at_once() -> None:
    crowd = await edits_reach_all(product({1: (0, 1), 3: (0, 3)}), liveboard())
    assert crowd.deliveries == 6
    assert crowd.edits[2].seen == crowd.edits[3].seen


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("steps", [{1: (0, 1), 2: (1, 2)}, {1: (0, 1), 2: (2, 3)}, {1: (0, 1), 2: (0, 1), 3: (1, 3)}])
async def test_a_revision_that_never_comes_or_comes_twice_is_noticed(steps: dict[int, tuple[int, int]]) -> None:
    with pytest.raises(LostDelivery):
        await edits_reach_all(product(steps), liveboard())


async def test_a_refusal_is_noticed() -> None:
    def refuse(number: int, message: str) -> Iterable[str]:
        told = json.loads(message)
        return ['{"head": 0}'] if "hello" in told else [json.dumps({"refused": told["id"], "reason": "too_fast"})]

    with pytest.raises(LostDelivery, match="too_fast"):
        await edits_reach_all(refuse, liveboard())


async def test_each_edit_that_is_finished_is_followed_by_the_next() -> None:
    async with saying(lambda number, message: [message]) as port:
        crowd = Crowd(echo(), writers=2)
        async with before(crowd, [Door(port)] * 4):
            delays = await in_turn([crowd], 5)
            came = await saturate([crowd], 0.1, lambda: 0.0, window=4, warm_up=0.0)
    assert len(delays[0]) == 5
    assert len(crowd.edits) > 9
    assert crowd.deliveries == 4 * len(crowd.edits)
    assert came.deliveries > 0
