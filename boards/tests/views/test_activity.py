"""The pages of the activity: days, forms to undo and to narrow, the way to what is older; to script only the list."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.urls import reverse

from boards.activity import pages
from boards.models import Board, Change, User
from boards.tests.acts import card, do, move, undo
from boards.tests.hostile import PAYLOADS
from boards.tests.page import Element, parse
from boards.tests.views.conftest import Browse

# Of which the list is made.
TAGS = {
    "div",
    "section",
    "h3",
    "time",
    "ol",
    "li",
    "span",
    "p",
    "strong",
    "a",
    "form",
    "input",
    "button",
    "details",
    "summary",
}


def of_board(board: Board) -> str:
    return reverse("boards:activity", args=[board.pk])


def of_card(board: Board, title: str) -> str:
    return reverse("boards:card-activity", args=[board.pk, card(board, title).number])


def forms(text: str) -> list[str]:
    """Return the ids of the changes that a page offers to undo."""
    fields = (each.attributes for each in parse(text).walk() if each.tag == "input")
    return [str(field["value"]) for field in fields if field.get("name") == "change"]


def links(text: str) -> Iterator[str]:
    for each in parse(text).walk():
        if each.tag == "a":
            yield each.attributes["href"] or ""


def all_of(text: str, tag: str) -> list[Element]:
    return [each for each in parse(text).walk() if each.tag == tag]


def test_script_gets_the_list_and_everybody_else_a_page(board: Board, bob: User, browse: Browse) -> None:
    for address in (of_board(board), of_card(board, "Pack")):
        page = browse(bob).get(address)
        assert "<!doctype html>" in page.text and page["Cache-Control"] == "no-store"
        assert "HX-Request" in page["Vary"]
        part = browse(bob).get(address, headers={"HX-Request": "true"})
        (list_,) = parse(part.text).elements()
        assert list_.attributes["class"] == "activity" and "<!doctype" not in part.text


def test_days_are_headings_and_entries_a_list(board: Board, alice: User, browse: Browse) -> None:
    outcome = move(alice, board, "Pack", "Done")
    Change.objects.filter(board=board, revision__lt=outcome.revision).update(at="2025-12-31T22:30:00Z")
    text = browse(alice).get(of_board(board)).text
    today, new_year = (heading.elements()[0] for heading in all_of(text, "h3"))
    assert today.attributes["data-as"] == new_year.attributes["data-as"] == "day"
    assert "31 December 2025" in text and "22:30 UTC" in text
    assert [len(list_.elements()) for list_ in all_of(text, "ol")] == [1, 1]


def test_only_ones_own_changes_that_stand_are_offered_to_be_undone(
    board: Board, alice: User, bob: User, vera: User, browse: Browse
) -> None:
    mine = do(alice, board, "card.edit", card=card(board, "Pack"), title="Bags")
    theirs = move(bob, board, "Call", "Done")
    assert mine.change and theirs.change
    assert forms(browse(alice).get(of_board(board)).text) == [str(mine.change.command_id)]
    assert forms(browse(vera).get(of_board(board)).text) == []
    taken_back = undo(bob, board, theirs)
    assert taken_back.change
    text = browse(bob).get(of_board(board)).text
    assert forms(text) == [str(taken_back.change.command_id)]
    assert "undone by Bob" in text


def test_what_is_told_in_one_line_can_be_unfolded_and_undone_one_by_one(
    board: Board, alice: User, browse: Browse
) -> None:
    for text in ("one", "two", "three"):
        do(alice, board, "card.edit", card=card(board, "Pack"), description=text)
    text = browse(alice).get(of_card(board, "Pack")).text
    assert "3 times" in text
    (fold,) = all_of(text, "details")
    assert len(fold.elements()[1].elements()) == len(forms(text)) == 3


def test_older_entries_are_a_link_away_and_keep_what_was_chosen(
    board: Board, alice: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    pack = card(board, "Pack")
    for n in range(4):
        do(alice, board, "card.edit", card=pack, title=f"Pack {n}")
    chosen = {"person": str(alice.pk), "kind": "cards"}
    first = browse(alice).get(of_board(board), chosen).text
    (older,) = (link for link in links(first) if "before=" in link)
    assert older == f"{of_board(board)}?person={alice.pk}&kind=cards&before=4"
    second = browse(alice).get(older).text
    assert "Pack 1" in second and "Pack 3" not in second
    assert not any("before=" in link for link in links(second))


def test_nothing_to_tell_says_so_and_leads_back(board: Board, alice: User, browse: Browse) -> None:
    text = browse(alice).get(of_board(board), {"kind": "people"}).text
    assert "Nothing of this kind has happened" in text and of_board(board) in links(text)
    board.changes.all().delete()
    assert "Nothing has happened yet" in browse(alice).get(of_board(board)).text


@pytest.mark.parametrize("nonsense", ["", "x", "9" * 30, "\0", "before"])
def test_nonsense_asks_for_everything(nonsense: str, board: Board, alice: User, browse: Browse) -> None:
    answer = browse(alice).get(of_board(board), {"before": nonsense, "person": nonsense, "kind": nonsense})
    assert "created the board" in answer.text


def test_what_was_chosen_stays_chosen(board: Board, alice: User, bob: User, browse: Browse) -> None:
    move(bob, board, "Pack", "Done")
    text = browse(alice).get(of_board(board), {"person": str(bob.pk), "kind": "cards"}).text
    chosen = [each.attributes["value"] for each in all_of(text, "option") if "selected" in each.attributes]
    assert chosen == [str(bob.pk), "cards"]
    assert "created the board" not in text


def test_an_outsider_gets_nothing_whatever_they_ask(board: Board, charlie: User, alice: User, browse: Browse) -> None:
    for address in (of_board(board), of_card(board, "Pack")):
        for headers in ({}, {"HX-Request": "true"}):
            foreign = browse(charlie).get(address, {"person": str(alice.pk)}, headers=headers)
            absent = browse(charlie).get(address.replace(str(board.pk), str(uuid4())), headers=headers)
            assert foreign.status_code == absent.status_code == 404
            assert foreign.text == absent.text


def test_nothing_hostile_gets_into_the_activity(board: Board, alice: User, browse: Browse) -> None:
    for payload in PAYLOADS:
        do(alice, board, "card.edit", card=board.cards.get(number=1), title=payload)
        do(alice, board, "column.rename", column=board.columns.first(), name=payload)
        do(alice, board, "board.rename", name=payload)
        text = browse(alice).get(of_board(board), headers={"HX-Request": "true"}).text
        (list_,) = parse(text).elements()
        assert {each.tag for each in list_.walk()} <= TAGS, payload
        assert all(link.startswith(f"/b/{board.pk}/") for link in links(text))
