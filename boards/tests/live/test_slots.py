"""What a change sends: the slots it touched, those only, and nothing that a user typed as markup."""

import pytest

from boards import ordering
from boards.live.frame import MEMBERS
from boards.models import Board, Card, User
from boards.tests.acts import card, column, do, frame_of, move
from boards.tests.hostile import FORBIDDEN_TAGS, PAYLOADS
from boards.tests.page import Element, parse


def steps(html: str) -> list[Element]:
    return parse(html).elements()[0].elements()


def sent(actor: User, board: Board, verb: str, **fields: object) -> list[str]:
    """Return what a command sends, by DOM id, without the board's parts of the ids."""
    html = frame_of(do(actor, board, verb, **fields)).html[MEMBERS]
    found = []
    for step in steps(html):
        match step.tag:
            case "hx-place":
                found.append(step.elements()[0].id)
            case "hx-remove":
                found.append(f"-{step.attributes['data-id']}")
            case "hx-order":
                found.append(f"~{step.attributes['data-into']}")
    return found


def test_an_edit_sends_its_tile_alone(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    assert sent(alice, board, "card.edit", card=pack, title="Sail") == [f"card-{pack.pk}"]


def test_a_move_sends_the_tile_and_both_heads(board: Board, alice: User) -> None:
    pack, todo, done = card(board, "Pack"), column(board, "To do"), column(board, "Done")
    found = sent(alice, board, "card.move", card=pack, column=done)
    assert found[0] == f"card-{pack.pk}"
    assert set(found[1:]) == {f"column-{todo.pk}-head", f"column-{done.pk}-head"}


def test_a_restored_column_comes_first_and_then_its_tiles_but_not_the_archived_ones(board: Board, alice: User) -> None:
    todo = column(board, "To do")
    do(alice, board, "card.archive", card=card(board, "Call"))
    assert sent(alice, board, "column.archive", column=todo) == [f"-column-{todo.pk}"]
    found = sent(alice, board, "column.restore", column=todo)
    assert found == [f"column-{todo.pk}", f"card-{card(board, 'Pack').pk}", f"card-{card(board, 'Write').pk}"]


def test_an_edit_of_a_card_in_an_archived_column_shows_nothing_of_it(board: Board, alice: User) -> None:
    do(alice, board, "column.archive", column=column(board, "To do"))
    pack = card(board, "Pack")
    assert sent(alice, board, "card.edit", card=pack, title="Hidden words") == [f"-card-{pack.pk}"]


def test_a_change_without_effect_is_an_empty_frame(board: Board, alice: User) -> None:
    assert sent(alice, board, "board.rename", name=board.name) == []


def test_re_keying_sends_keys_and_no_tiles(board: Board, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "MAX_LENGTH", 0)
    todo = column(board, "To do")
    html = frame_of(move(alice, board, "Write", "To do", after="")).html[MEMBERS]
    (order,) = (step for step in steps(html) if step.tag == "hx-order")
    words = (order.attributes["data-keys"] or "").split()
    stored = {f"card-{pk}": key for pk, key in Card.objects.filter(column=todo).values_list("pk", "order")}
    assert dict(zip(words[::2], words[1::2], strict=True)) == stored
    assert html.count("<li") == 1


def test_hostile_names_and_titles_are_text_in_every_slot(board: Board, alice: User) -> None:
    alice.name = PAYLOADS[2]
    alice.save(update_fields=["name"])
    pack, todo = card(board, "Pack"), column(board, "To do")
    for payload in PAYLOADS:
        texts = " ".join(payload.split())
        for verb, fields in (
            ("card.edit", {"card": pack, "title": payload, "description": payload}),
            ("column.rename", {"column": todo, "name": payload}),
            ("board.rename", {"name": payload}),
            ("column.move", {"column": todo}),
        ):
            (frame,) = parse(frame_of(do(alice, board, verb, **fields)).html[MEMBERS]).elements()
            assert frame.tag == "hx-frame" and "data-reset" not in frame.attributes
            assert frame.attributes["data-actor"] == alice.name
            for element in frame.walk():
                assert element.tag not in FORBIDDEN_TAGS, payload
                assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
                assert not [name for name in element.attributes if name.startswith("hx-ws") or name == "hx-get"]
            if verb != "column.move":
                assert texts in " ".join(_text(frame).split())


def _text(element: Element) -> str:
    return "".join(_text(child) if isinstance(child, Element) else child for child in element.children)


def test_a_column_that_moves_does_not_take_its_tiles_along(board: Board, alice: User) -> None:
    todo, done = column(board, "To do"), column(board, "Done")
    assert sent(alice, board, "column.move", column=todo, after=done) == [f"column-{todo.pk}"]
