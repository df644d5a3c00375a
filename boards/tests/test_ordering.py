"""Order keys: strictly sorted, alike everywhere, and short for as long as it takes."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as project
from hypothesis import given
from hypothesis import strategies as st

from boards import ordering
from boards.models import Board, Card, User
from boards.tests.acts import card, column, do

ORDER_SCRIPT = Path(project.BASE_DIR) / "static/js/lib/order.js"
keys = st.text(ordering.ALPHABET, min_size=1, max_size=40).filter(lambda key: not key.endswith("0"))
# Where to insert: a fraction of the length of the list.
places = st.lists(st.floats(0, 1), max_size=150)


def insert(order: list[str], index: int) -> str:
    """Insert a fresh key at an index."""
    neighbours = [None, *order, None]
    key = ordering.between(neighbours[index], neighbours[index + 1])
    order.insert(index, key)
    return key


def assert_sound(order: list[str]) -> None:
    assert order == sorted(set(order))
    assert all(set(key) <= set(ordering.ALPHABET) and key and not key.endswith("0") for key in order)


@given(places)
def test_any_sequence_of_insertions_keeps_keys_sorted_unique_and_sound(where: list[float]) -> None:
    order: list[str] = []
    for fraction in where:
        insert(order, round(fraction * len(order)))
    assert_sound(order)


@given(st.lists(keys, min_size=2, max_size=2, unique=True).map(sorted))
def test_between_any_two_keys_there_is_one(pair: list[str]) -> None:
    low, high = pair
    assert low < ordering.between(low, high) < high
    assert ordering.between(None, high) < high
    assert low < ordering.between(low, None)
    assert_sound(sorted([low, ordering.between(low, high), high]))


@given(st.lists(keys, max_size=2, unique=True).map(sorted), st.booleans(), st.integers(0, 300))
def test_many_keys_find_room_where_one_does_and_stay_short(bounds: list[str], low_is_open: bool, size: int) -> None:
    pair = [*bounds, None, None][:2] if not low_is_open else [None, *bounds, None][:2]
    low, high = pair
    made = ordering.between_many(low, high, size)
    assert len(made) == size
    assert_sound([key for key in (low, *made, high) if key is not None])
    longest = max(map(len, bounds), default=0)
    assert all(len(key) <= longest + 5 + ordering.STEP_WIDTH for key in made)


@given(keys)
def test_nothing_lies_between_a_key_and_itself_or_one_below(key: str) -> None:
    with pytest.raises(ValueError, match="does not sort before"):
        ordering.between(key, key)
    with pytest.raises(ValueError, match="does not sort before"):
        ordering.between(ordering.between(key, None), key)


@given(st.integers(0, 3_000))
def test_spread_keys_are_short_sound_and_as_many_as_asked_for(size: int) -> None:
    order = ordering.spread(size)
    assert_sound(order)
    assert len(order) == size
    assert max(map(len, order), default=0) <= 3


@pytest.mark.parametrize("index", [0, 1, -1, None], ids=["first", "after the first", "last", "at random"])
def test_ten_thousand_insertions_at_one_place_stay_within_the_limit(index: int | None) -> None:
    order, rekeyed, choose = ordering.spread(3), 0, random.Random(7)
    for _ in range(10_000):
        at = choose.randrange(len(order) + 1) if index is None else index % (len(order) + 1)
        if len(insert(order, at)) > ordering.MAX_LENGTH:
            # As boards.commands.placing does: first everybody else gets a new key.
            del order[at]
            order[:] = ordering.spread(len(order))
            rekeyed += 1
            assert len(insert(order, at)) <= ordering.MAX_LENGTH
    assert_sound(order)
    assert max(map(len, order)) <= ordering.MAX_LENGTH
    assert rekeyed <= (10_000 // 100 if index == 1 else 0)


def test_many_cards_put_at_one_place_of_a_real_column(
    board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "MAX_LENGTH", 6)
    first, todo = card(board, "Pack"), column(board, "To do")
    movers, rekeyed = [card(board, "Call"), card(board, "Write")], 0
    for index in range(40):
        outcome = do(alice, board, "card.move", card=movers[index % 2], column=todo, after=first)
        assert outcome.change is not None
        rekeyed += outcome.change.rekeyed == [str(todo.pk)]
        lengths = [len(key) for key in Card.objects.filter(column=todo).values_list("order", flat=True)]
        assert max(lengths) <= ordering.MAX_LENGTH
    assert rekeyed


@pytest.fixture
def shuffled() -> list[str]:
    """Keys of all kinds, in no order."""
    choose = random.Random(11)
    found = {"".join(choose.choices(ordering.ALPHABET, k=choose.randint(1, 32))).rstrip("0") or "1" for _ in range(400)}
    found |= {"9", "a", "9z", "a1", "z", "zz", "1", "01", "001", "0001z", "10001"}
    return choose.sample(sorted(found), len(found))


def test_the_database_orders_and_compares_as_python_does(shuffled: list[str], board: Board) -> None:
    done = column(board, "Done")
    Card.objects.bulk_create(
        Card(board=board, column=done, number=1_000 + number, title=key, order=key)
        for number, key in enumerate(shuffled)
    )
    stored = Card.objects.filter(column=done)
    assert list(stored.order_by("order").values_list("order", flat=True)) == sorted(shuffled)
    assert list(stored.order_by("-order").values_list("order", flat=True)) == sorted(shuffled, reverse=True)
    for key in shuffled[:20]:
        assert stored.filter(order__lt=key).count() == sorted(shuffled).index(key)


def test_the_browser_orders_as_python_does(shuffled: list[str]) -> None:
    node = shutil.which("node", path=Path(project.BASE_DIR) / ".venv/bin") or shutil.which("node")
    if node is None:
        pytest.skip("there is no node")
    script = f"""import {{ compareKeys }} from {json.dumps(ORDER_SCRIPT.as_uri())};
        console.log(JSON.stringify({json.dumps(shuffled)}.sort(compareKeys)));"""
    done = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == sorted(shuffled)


@pytest.mark.parametrize("high", ["1", "01", "00001", "000001", "00001z", "0000000001"])
def test_below_the_smallest_keys_there_is_room(high: str) -> None:
    key = ordering.between(None, high)
    assert_sound([key, high])


@pytest.mark.parametrize("low", ["z", "zzzz", "zzzzz", "zzzzzz", "zzzzz1"])
def test_above_the_largest_keys_there_is_room(low: str) -> None:
    assert_sound([low, ordering.between(low, None)])
