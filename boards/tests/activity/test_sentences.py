"""A sentence for every command, once and repeated, and titles in it as what they are: text."""

from uuid import uuid4

from django.utils.html import strip_tags

from boards import activity
from boards.commands.perform import perform
from boards.commands.registry import COMMANDS
from boards.models import Board, Change, Patch, User
from boards.tests.activity.reading import lines
from boards.tests.acts import card, column, do, move, undo
from boards.tests.laws.samples import SAMPLES, submission


def test_every_command_has_a_sentence_and_every_sample_can_be_told(board: Board, alice: User) -> None:
    assert COMMANDS.keys() <= activity.SENTENCES.keys()
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        newest = activity.of_board(board=board).entries[0]
        # What changed nothing is no news.
        assert (newest.last == outcome.revision) == bool(outcome.patches), verb
        for sentence in (newest.sentence, newest.lines[0].sentence):
            assert "{" not in sentence and "…" not in sentence, verb


def test_every_sentence_can_be_told_of_the_same_thing_several_times(board: Board, alice: User) -> None:
    assert activity.REPEATED.keys() <= activity.SENTENCES.keys()
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        if outcome.change is None or not outcome.patches:
            continue
        _repeat(outcome.change)
        newest = activity.of_board(board=board).entries[0]
        assert len(newest.lines) > 1, verb
        assert "{" not in newest.sentence and "…" not in newest.sentence, verb
        assert any(word in newest.sentence for word in ("twice", " times", " other versions ", " changes of ")), verb


def _repeat(change: Change) -> None:
    """Let the journal tell of a change once more."""
    patches = list(change.patches.all())
    board = change.board
    board.revision += 1
    board.save(update_fields=["revision"])
    again = Change(board=board, revision=board.revision, actor=change.actor, command=change.command, command_id=uuid4())
    again.save(force_insert=True)
    Patch.objects.bulk_create(
        Patch(change=again, kind=each.kind, row=each.row, before=each.before, after=each.after) for each in patches
    )


def test_titles_are_escaped_and_link_to_their_card(board: Board, alice: User, bob: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="<b>Bags</b>")
    do(bob, board, "card.edit", card=pack, title="Boxes")
    again, once = lines(board)[:2]
    link = f'<a href="{pack.get_absolute_url()}">'
    assert once == f"Alice renamed Pack to {link}&lt;b&gt;Bags&lt;/b&gt;</a>"
    assert again == f"Bob renamed &lt;b&gt;Bags&lt;/b&gt; to {link}Boxes</a>"


def test_what_is_done_again_and_again_is_told_from_its_beginning_to_its_end(board: Board, alice: User) -> None:
    pack, doing = card(board, "Pack"), column(board, "Doing")
    for title in ("Bags", "Boxes", "Crates"):
        do(alice, board, "card.edit", card=pack, title=title)
    for name in ("To do", "Done", "Doing"):
        move(alice, board, "Call", name)
    for text in ("one", "two", "three", "four"):
        do(alice, board, "card.edit", card=pack, description=text)
    link = f'<a href="{pack.get_absolute_url()}">Crates</a>'
    described, moved, within, renamed = lines(board)[:4]
    assert renamed == f"Alice renamed Pack 3 times, at last to {link}"
    assert within.startswith("Alice moved ") and "within" in within
    assert f'twice, at last to <a href="{doing.get_absolute_url()}">Doing</a>' in moved
    assert described == f"Alice edited the description of {link} 4 times"


def test_handing_over_to_an_owner_is_told_as_what_it_was(board: Board, alice: User, bob: User) -> None:
    do(alice, board, "member.change", member=bob.pk, role="owner")
    do(alice, board, "board.hand_over", member=bob.pk)
    assert lines(board)[0] == "Alice gave up owning the board"


def test_taking_back_again_and_again_is_one_line(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    first = do(alice, board, "card.edit", card=pack, title="Bags")
    second = do(alice, board, "card.edit", card=pack, description="All of them")
    undo(alice, board, second)
    undo(alice, board, first)
    assert lines(board)[0] == f'Alice took back 2 changes of <a href="{pack.get_absolute_url()}">Pack</a>'


def test_several_cards_are_named_and_the_others_counted(board: Board, alice: User) -> None:
    def these(*titles: str) -> str:
        return " ".join(str(card(board, title).pk) for title in titles)

    def told() -> str:
        return strip_tags(lines(board)[0])

    moved = do(alice, board, "cards.move", cards=these("Pack", "Call"), column=column(board, "Done"))
    assert told() == "Alice moved Pack, Call to Done"
    undo(alice, board, moved)
    assert told() == "Alice took back a change of Call, Pack"
    do(alice, board, "cards.archive", cards=these("Pack", "Call", "Write", "Sand"))
    assert told() == "Alice archived Pack, Call, Write and 1 more card"
    # Of all that were named, one was there.
    do(alice, board, "cards.move", cards=these("Sand", "Paint"), column=column(board, "To do"))
    assert told() == "Alice moved Paint from Doing to To do"
    do(alice, board, "cards.archive", cards=these("Sand", "Paint"))
    assert told() == "Alice archived Paint"
