"""Processes leave and come back, one at a time or all at once, while people work: nobody loses anything."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from e2e.compose.browserless import Crowd
from e2e.compose.conftest import Pair, works
from e2e.compose.deployment import WEBS, Deployment

type Way = Callable[[Deployment, str], None]


def restart(office: Deployment, web: str) -> None:
    office.compose("restart", web)
    office.compose("up", "--detach", "--wait", web)


def replace(office: Deployment, web: str) -> None:
    """As for a new version, but with the old one."""
    office.compose("up", "--detach", "--wait", "--force-recreate", web)


def cut(office: Deployment, web: str) -> None:
    """As a machine does that runs out of memory: no warning, and the engine starts it again."""
    office.runs(web, "sh", "-c", "kill -9 $(cat /proc/1/task/1/children)")
    office.waits(lambda: office.inspect(web, "{{.RestartCount}}") != "0")
    office.compose("up", "--detach", "--wait", web)


@pytest.mark.parametrize("way", [restart, replace, cut])
def test_a_rolling_restart_is_not_noticed(way: Way, pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    alice.adds_card("To do", "Paint")
    alice.is_saved()
    bob.sees_cards("To do", "Paint")
    field = alice.starts_editing("Paint", "Paint it bl")
    typed: list[str] = []
    with Crowd(office) as crowd:
        for web in WEBS:
            with office.meanwhile(partial(way, office, web)) as over:
                while not over():
                    typed += works(bob, len(typed))
    assert crowd.failures == []
    assert crowd.successes
    for actor in (alice, bob):
        actor.is_live()
        actor.sees_cards("Done", *typed)
        actor.never_reloaded()
    expect(field).to_have_value("Paint it bl")
    expect(field).to_be_focused()
    field.type("ue")
    field.press("Enter")
    bob.sees_cards("To do", "Paint it blue")
    for actor in (alice, bob):
        actor.sees_the_truth()
    assert board.cards("Done") == typed
    assert board.times_done("card.create") == len(typed) + 1


def test_all_of_it_stops_and_starts_again_with_everything_in_its_place(pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    alice.adds_card("To do", "Paint", "Sand")
    bob.sees_cards("To do", "Paint", "Sand")
    office.compose("down")
    bob.adds_card("Done", "Written meanwhile")
    expect(bob.pending_card("Written meanwhile")).to_be_visible()
    expect(alice.sign).not_to_have_attribute("data-state", "live")
    office.up()
    for actor in (alice, bob):
        # Still signed in: the key of the sessions is the same one.
        actor.is_live()
        actor.sees_cards("Done", "Written meanwhile")
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.cards("To do") == ["Paint", "Sand"]
    assert board.times_done("card.create") == 3
