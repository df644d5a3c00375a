"""Things are called as they were called then, and lead to where they are now."""

from boards.models import Board, Column, User
from boards.tests.activity.reading import lines
from boards.tests.acts import card, column, do, move


def test_a_card_has_the_title_that_it_had_whatever_was_done_to_it(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    move(alice, board, "Pack", "Done")
    do(alice, board, "card.archive", card=pack)
    do(alice, board, "card.restore", card=pack)
    do(alice, board, "card.edit", card=pack, title="Bags")
    do(alice, board, "card.archive", card=pack)
    link = f'<a href="{pack.get_absolute_url()}">'
    archived_again, _renamed, restored, archived, moved = lines(board)[:5]
    assert archived_again == f"Alice archived {link}Bags</a>"
    assert restored == f"Alice brought {link}Pack</a> back"
    assert archived == f"Alice archived {link}Pack</a>"
    assert moved.startswith(f"Alice moved {link}Pack</a> from ")


def test_columns_have_the_names_that_they_had_also_where_cards_moved(board: Board, alice: User) -> None:
    done = column(board, "Done")
    move(alice, board, "Pack", "Done")
    do(alice, board, "column.rename", column=done, name="Finished")
    move(alice, board, "Call", "Finished")
    do(alice, board, "column.archive", column=done)
    link = f'<a href="{done.get_absolute_url()}">'
    archived, second, renamed, first = lines(board)[:4]
    assert archived == f"Alice archived the column {link}Finished</a>"
    assert second.endswith(f"to {link}Finished</a>")
    assert renamed == f"Alice renamed the column Done to {link}Finished</a>"
    assert first.endswith(f"to {link}Done</a>")


def test_of_what_was_deleted_nothing_is_told_but_that_it_was(board: Board, alice: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Pack secrets")
    do(alice, board, "card.archive", card=pack)
    do(alice, board, "card.delete", card=pack)
    deleted, archived, edited = lines(board)[:3]
    assert deleted == "Alice deleted a card for good"
    assert archived == "Alice archived <em>a deleted card</em>"
    assert edited == "Alice edited <em>a deleted card</em>"


def test_a_column_that_is_gone_has_no_link(board: Board, alice: User) -> None:
    move(alice, board, "Pack", "Done")
    do(alice, board, "card.archive", card=card(board, "Pack"))
    move(alice, board, "Call", "Done")
    move(alice, board, "Write", "Doing")
    Column.objects.get(board=board, name="Doing").delete()
    assert lines(board)[0].endswith(" to <em>a deleted column</em>")
    assert "deleted" not in lines(board)[1]


def test_rows_without_a_word_in_the_journal_have_the_names_of_today(board: Board, alice: User) -> None:
    # As if the board came from before there was a journal.
    board.changes.all().delete()
    move(alice, board, "Pack", "Done")
    assert ">Pack</a> from " in lines(board)[0] and ">Done</a>" in lines(board)[0]
