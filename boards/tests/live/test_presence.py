"""Presence: one face a person, whoever knows of them, told once and then in differences, and gone by itself."""

import json

import pytest

from boards.live import presence
from boards.live.hub import Hub
from boards.live.presence import Activity, Presence
from boards.models import User
from boards.tests.acts import History
from boards.tests.ears import Ear
from boards.tests.live.conftest import seated

CARD = "6f1d5f3e-5f0e-4b57-9c1e-0a3b1d7f2c11"


def person(name: str) -> User:
    return User(name=name, email=f"{name}@example.org")


def test_one_person_with_several_tabs_is_one_face_and_the_most_active_tab_counts() -> None:
    people: Presence[str] = Presence()
    bob = person("Bob")
    people.note("one", bob, Activity(idle=True))
    people.note("two", bob, Activity(card=CARD, editing="title"))
    people.note("three", bob, Activity(dragging=CARD))
    (entry,) = people.everybody(0).values()
    assert (entry["idle"], entry["card"], entry["editing"], entry["dragging"]) == (False, CARD, "title", CARD)
    for tab in ("two", "three"):
        people.leave(tab)
    (entry,) = people.everybody(0).values()
    assert entry["idle"] and not entry["editing"]
    people.leave("one")
    assert people.everybody(0) == {}


def test_only_differences_are_told() -> None:
    people: Presence[str] = Presence()
    bob, vera = person("Bob"), person("Vera")
    people.note("bob", bob, Activity())
    assert set(people.changes(0)) == {str(bob.pk)}
    assert people.changes(0) == {}
    people.note("vera", vera, Activity())
    assert set(people.changes(0)) == {str(vera.pk)}
    people.leave("bob")
    assert people.changes(0) == {str(bob.pk): None}


def test_what_another_process_tells_is_merged_and_forgotten_when_it_falls_silent() -> None:
    here, there = Presence[str](), Presence[str]()
    bob, vera = person("Bob"), person("Vera")
    here.note("bob", bob, Activity(idle=True))
    there.note("bob's other browser", bob, Activity(card=CARD))
    there.note("vera", vera, Activity())
    told = there.to_publish(0)
    assert told is not None
    here.hear("there", told, now=0)
    everybody = here.everybody(presence.EXPIRY - 1)
    assert set(everybody) == {str(bob.pk), str(vera.pk)}
    assert everybody[str(bob.pk)]["card"] == CARD and not everybody[str(bob.pk)]["idle"]
    assert set(here.everybody(presence.EXPIRY)) == {str(bob.pk)}
    # Within a minute of the last word, with a beat and the way of a message to spare.
    assert presence.EXPIRY <= 55


def test_a_process_tells_its_people_when_they_change_and_now_and_then() -> None:
    people: Presence[str] = Presence()
    assert people.to_publish(0) is None
    people.note("bob", person("Bob"), Activity())
    assert people.to_publish(0)
    assert people.to_publish(1) is None
    assert people.to_publish(presence.REFRESH)
    people.publish_again()
    assert people.to_publish(presence.REFRESH + 1)
    people.leave("bob")
    # That nobody is left is news too, but only once.
    assert people.to_publish(presence.REFRESH + 2) == {}
    assert people.to_publish(presence.REFRESH * 9) is None


@pytest.mark.parametrize(
    "told",
    [None, 7, [], "x", {}, {"card": 7, "editing": ["title"], "dragging": {}, "idle": "yes", "more": "x" * 9_000}],
)
def test_nonsense_is_nobody_doing_anything(told: object) -> None:
    assert Activity.read(told) == Activity()


def test_nothing_but_the_minimum_is_told() -> None:
    people: Presence[str] = Presence()
    people.note("bob", person("Bob"), Activity.read({"card": CARD, "editing": "description", "secret": "x"}))
    (entry,) = people.everybody(0).values()
    assert entry.keys() == {"name", "initials", "colour", "picture", "idle", "card", "editing", "dragging"}


@pytest.mark.django_db(transaction=True)
async def test_a_hundred_who_join_within_a_beat_cost_each_socket_one_frame(
    past: History, hub: Hub, alice: User, bob: User
) -> None:
    alices = await seated(hub, Ear(alice), past.head)
    hub.tell_people(0)
    await hub.settled()
    alices.heard.clear()
    ears = [await seated(hub, Ear(bob if n == 0 else User(name=f"P{n}")), past.head) for n in range(100)]
    hub.tell_people(1)
    await hub.settled()
    (news,) = alices.heard
    some = json.loads(news)["presence"]["some"]
    # Each join costs the others its own entry, no more.
    assert len(some) == 100 and str(alice.pk) not in some
    assert len(news) / 100 < 250
    for ear in ears:
        told = [text for text in ear.heard if "presence" in text]
        assert len(told) == 1 and len(json.loads(told[0])["presence"]["all"]) == 101
    hub.tell_people(2)
    await hub.settled()
    assert len(alices.heard) == 1


def test_how_somebody_looks_now_is_told_to_those_who_know_her_from_before() -> None:
    people: Presence[str] = Presence()
    bob = person("Bob")
    people.note("bob", bob, Activity.read({"card": CARD}))
    people.changes(0)
    renamed = User(pk=bob.pk, name="Bobby", picture="f" * 32)
    people.know("bob", renamed)
    people.know("nobody here", renamed)
    ((_, entry),) = people.changes(0).items()
    assert entry and (entry["name"], entry["picture"], entry["card"]) == ("Bobby", "f" * 32, CARD)
