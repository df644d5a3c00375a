"""Presence: one face a person, whoever knows of them, merged only when touched, and gone by itself."""

import pytest

from boards.live import presence
from boards.live.presence import Activity, Entry, Presence
from boards.models import User

CARD = "6f1d5f3e-5f0e-4b57-9c1e-0a3b1d7f2c11"


def person(name: str) -> User:
    return User(name=name, email=f"{name}@example.org")


@pytest.fixture
def merges(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries were looked at for each merge."""
    seen: list[int] = []
    merge = presence.merge

    def counted(entries: list[Entry]) -> Entry | None:
        seen.append(len(entries))
        return merge(entries)

    monkeypatch.setattr(presence, "merge", counted)
    return seen


def test_one_person_with_several_tabs_is_one_face_and_the_most_active_tab_counts() -> None:
    people: Presence[str] = Presence()
    bob = person("Bob")
    people.note("one", bob, Activity(idle=True))
    people.note("two", bob, Activity(card=CARD, editing="title"))
    people.note("three", bob, Activity(dragging=CARD))
    people.news()
    (entry,) = people.everybody.values()
    assert (entry["idle"], entry["card"], entry["editing"], entry["dragging"]) == (False, CARD, "title", CARD)
    for tab in ("two", "three"):
        people.leave(tab, bob)
    people.news()
    (entry,) = people.everybody.values()
    assert entry["idle"] and not entry["editing"]
    people.leave("one", bob)
    people.news()
    assert people.everybody == people.here == {}


def test_only_differences_are_news() -> None:
    people: Presence[str] = Presence()
    bob, vera = person("Bob"), person("Vera")
    people.note("bob", bob, Activity())
    assert set(people.news().everywhere) == {str(bob.pk)}
    assert not people.has_news and people.news().everywhere == {}
    # Told again, it is no news.
    people.note("bob", bob, Activity())
    assert people.news().everywhere == {}
    people.note("vera", vera, Activity())
    assert set(people.news().everywhere) == {str(vera.pk)}
    people.leave("bob", bob)
    assert people.news().everywhere == {str(bob.pk): None}
    # Somebody who came and went between two looks was never there.
    people.note("bob", bob, Activity())
    people.leave("bob", bob)
    assert people.news().everywhere == {}


def test_whoever_comes_or_goes_is_merged_alone_however_many_are_there(merges: list[int]) -> None:
    people: Presence[int] = Presence()
    elsewhere: Presence[int] = Presence()
    for number in range(250):
        people.note(number, person(f"P{number}"), Activity())
        elsewhere.note(number, person(f"Q{number}"), Activity())
    people.hear_some("there", elsewhere.news().here, now=0)
    people.news()
    assert len(people.everybody) == 500
    merges.clear()
    people.news()
    assert merges == []
    bob = person("Bob")
    people.note(-1, bob, Activity())
    assert set(people.news().everywhere) == {str(bob.pk)}
    people.leave(-1, bob)
    assert people.news().everywhere == {str(bob.pk): None}
    # Once for this process and once for the whole board, each time.
    assert merges == [1, 1, 0, 0]


def test_what_another_process_tells_is_merged_and_forgotten_when_it_falls_silent() -> None:
    here, there = Presence[str](), Presence[str]()
    bob, vera = person("Bob"), person("Vera")
    here.note("bob", bob, Activity(idle=True))
    there.note("bob's other browser", bob, Activity(card=CARD))
    there.note("vera", vera, Activity())
    here.hear_some("there", there.news().here, now=0)
    here.forget_silent(presence.EXPIRY - 1)
    news = here.news()
    assert set(here.everybody) == set(news.everywhere) == {str(bob.pk), str(vera.pk)}
    assert here.everybody[str(bob.pk)]["card"] == CARD and not here.everybody[str(bob.pk)]["idle"]
    # What is told to others is of this process alone.
    assert news.here[str(bob.pk)] == here.here[str(bob.pk)]
    assert here.here[str(bob.pk)]["idle"] and str(vera.pk) not in here.here
    here.forget_silent(presence.EXPIRY)
    here.news()
    assert set(here.everybody) == {str(bob.pk)}
    # Within a minute of the last word, with a beat and the way of a message to spare.
    assert presence.EXPIRY <= 55


def test_differences_of_another_process_come_and_go_and_all_of_its_people_heal_what_was_lost() -> None:
    here, there = Presence[str](), Presence[str]()
    bob, vera = person("Bob"), person("Vera")
    there.note("bob", bob, Activity())
    there.note("vera", vera, Activity())
    here.hear_some("there", there.news().here, now=0)
    here.news()
    there.leave("bob", bob)
    here.hear_some("there", there.news().here, now=1)
    assert here.news().everywhere == {str(bob.pk): None}
    # Lost on the way.
    there.leave("vera", vera)
    there.note("bob", bob, Activity(card=CARD))
    there.news()
    here.hear_all("there", dict(there.here), now=2)
    assert here.news().everywhere == {str(vera.pk): None, str(bob.pk): there.here[str(bob.pk)]}
    # Nothing new: nobody is touched.
    here.hear_all("there", dict(there.here), now=3)
    assert not here.has_news
    here.hear_all("there", {}, now=4)
    assert here.news().everywhere == {str(bob.pk): None}


@pytest.mark.parametrize(
    "told",
    [
        None,
        7,
        [],
        "x",
        {},
        {"card": 7, "editing": ["title"], "dragging": {}, "idle": "yes", "more": "x" * 9_000},
        {"card": "x" * 60_000, "editing": "x" * 60_000, "dragging": "../../card", "idle": 1},
        {"card": f"{CARD} onclick", "dragging": "0" * 31},
    ],
)
def test_nonsense_is_nobody_doing_anything(told: object) -> None:
    assert Activity.read(told) == Activity()


def test_an_id_is_told_in_one_form_however_it_was_written() -> None:
    for written in (CARD.upper(), CARD.replace("-", ""), f"{{{CARD}}}", f"urn:uuid:{CARD}"):
        assert Activity.read({"card": written, "dragging": written}) == Activity(card=CARD, dragging=CARD)


def test_nothing_but_the_minimum_is_told() -> None:
    people: Presence[str] = Presence()
    people.note("bob", person("Bob"), Activity.read({"card": CARD, "editing": "description", "secret": "x"}))
    people.news()
    (entry,) = people.everybody.values()
    assert entry.keys() == {"name", "initials", "colour", "picture", "idle", "card", "editing", "dragging"}


def test_how_somebody_looks_now_is_told_to_those_who_know_her_from_before() -> None:
    people: Presence[str] = Presence()
    bob = person("Bob")
    people.note("bob", bob, Activity.read({"card": CARD}))
    people.news()
    renamed = User(pk=bob.pk, name="Bobby", picture="f" * 32)
    people.know("bob", renamed)
    people.know("nobody here", renamed)
    ((_, entry),) = people.news().everywhere.items()
    assert entry is not None
    assert (entry["name"], entry["picture"], entry["card"]) == ("Bobby", "f" * 32, CARD)
