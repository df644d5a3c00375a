"""Merging by lines: both changes are kept, or neither is merged; nothing is made up, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from boards.merging import MAX_LINES, merge

# Few different lines, so that they are alike often.
texts = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=8).map("\n".join)


def lines(text: str) -> set[str]:
    # What is left where everybody deleted something is an empty text, which nobody wrote.
    return set(text.split("\n")) - {""}


def test_changes_of_different_lines_are_both_made() -> None:
    base = "Pack\n- ropes\n- lamps\nBye"
    assert merge(base=base, mine="Pack\n- long ropes\n- lamps\nBye", theirs="Pack\n- ropes\n- lamps\n- oil\nBye") == (
        "Pack\n- long ropes\n- lamps\n- oil\nBye"
    )


def test_what_is_left_when_each_deletes_a_line_is_nothing() -> None:
    assert merge(base="a\nb", mine="a", theirs="b") == ""


def test_changes_of_lines_next_to_each_other_are_both_made() -> None:
    assert merge(base="a\nb", mine="A\nb", theirs="a\nB") == "A\nB"


def test_text_that_one_added_at_the_end_meets_what_the_other_took_from_the_beginning() -> None:
    assert merge(base="a\nb", mine="a\nb\nc", theirs="b") == "b\nc"


def test_changes_of_the_same_line_are_for_their_authors_to_choose_from() -> None:
    assert merge(base="a\nb\nc", mine="a\nB\nc", theirs="a\nbb\nc") is None


def test_what_both_add_at_the_same_place_is_for_their_authors_to_put_in_order() -> None:
    assert merge(base="a\nb", mine="a\nx\nb", theirs="a\ny\nb") is None
    assert merge(base="", mine="x", theirs="y") is None


def test_a_line_that_one_changes_and_the_other_deletes_is_for_them_to_choose() -> None:
    assert merge(base="a\nb\nc", mine="a\nB\nc", theirs="a\nc") is None


def test_too_many_changed_lines_are_not_compared() -> None:
    many = [str(number) for number in range(MAX_LINES + 1)]
    mine = "\n".join(many)
    assert merge(base="\n".join(reversed(many)), mine=mine, theirs="x") is None
    # What is alike at both ends does not count.
    assert merge(base=mine, mine=mine + "\nmore", theirs="first\n" + mine) == f"first\n{mine}\nmore"


@given(texts, texts)
def test_where_only_one_has_changed_something_that_is_the_text(base: str, new: str) -> None:
    assert merge(base=base, mine=new, theirs=base) == new
    assert merge(base=base, mine=base, theirs=new) == new


@given(texts, texts)
def test_the_same_change_on_both_sides_is_made_once(base: str, new: str) -> None:
    assert merge(base=base, mine=new, theirs=new) == new


@given(texts, texts, texts)
def test_it_does_not_matter_who_came_first(base: str, one: str, other: str) -> None:
    assert merge(base=base, mine=one, theirs=other) == merge(base=base, mine=other, theirs=one)


@given(texts, texts, texts)
def test_what_somebody_wrote_is_in_the_merged_text_and_nothing_else_is(base: str, one: str, other: str) -> None:
    merged = merge(base=base, mine=one, theirs=other)
    if merged is not None:
        assert (lines(one) | lines(other)) - lines(base) <= lines(merged) <= lines(one) | lines(other)
