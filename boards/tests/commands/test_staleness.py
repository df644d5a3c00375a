"""Two people edit one card: nothing is overwritten silently, nothing that was typed is lost."""

from uuid import uuid4

import pytest

from boards.commands import staleness
from boards.models import Board, Card, User
from boards.models.fields import DESCRIPTION_LENGTH
from boards.refusal import Reason
from boards.tests.acts import card, do, move
from boards.tests.commands.conftest import Refuse


def test_a_stale_text_is_refused_with_what_stands_there_now(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Alice's")
    refused = refuse(Reason.CONFLICT, bob, "card.edit", card=pack, title="Bob's", base=1)
    assert refused.errors.keys() == {"title"}
    assert (refused.theirs, refused.revision) == ({"title": "Alice's"}, 2)
    # Having seen it, bob may insist.
    do(bob, board, "card.edit", card=pack, title="Bob's", base=refused.revision)
    assert Card.objects.get(pk=pack.pk).title == "Bob's"


def test_only_the_fields_that_were_sent_and_changed_conflict(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Alice's")
    do(bob, board, "card.edit", card=pack, description="Bob's", base=1)
    refused = refuse(Reason.CONFLICT, alice, "card.edit", card=pack, title="Again", description="Alice's", base=2)
    assert refused.theirs == {"description": "Bob's"}
    pack.refresh_from_db()
    assert (pack.title, pack.description) == ("Alice's", "Bob's")


LIST = "- ropes\n- lamps\n- oil"


@pytest.fixture
def listed(board: Board, alice: User) -> Card:
    """A card with a text of several lines, at revision 2."""
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, description=LIST)
    return pack


def described(pack: Card) -> str:
    pack.refresh_from_db()
    return pack.description


def test_changes_of_different_lines_of_a_description_are_both_kept(
    board: Board, alice: User, bob: User, listed: Card
) -> None:
    do(alice, board, "card.edit", card=listed, description=LIST.replace("ropes", "long ropes"), base=2)
    do(bob, board, "card.edit", card=listed, description=LIST + "\n- bread", base=2)
    assert described(listed) == "- long ropes\n- lamps\n- oil\n- bread"


def test_changes_of_the_same_line_of_a_description_are_for_the_author_to_choose_from(
    board: Board, alice: User, bob: User, refuse: Refuse, listed: Card
) -> None:
    do(alice, board, "card.edit", card=listed, description=LIST.replace("ropes", "long ropes"), base=2)
    mine = LIST.replace("ropes", "short ropes")
    refused = refuse(Reason.CONFLICT, bob, "card.edit", card=listed, description=mine, base=2)
    assert refused.theirs == {"description": described(listed)}


def test_ones_own_queued_edits_never_conflict_though_somebody_else_came_between(
    board: Board, alice: User, bob: User, listed: Card
) -> None:
    tab = uuid4()
    do(alice, board, "card.edit", card=listed, description=LIST.replace("oil", "much oil"), base=2)
    # All of it was typed in a tunnel: each builds on the one before, and none has seen alice's.
    for ropes in ("long ropes", "very long ropes", "ropes, all of them"):
        do(bob, board, "card.edit", card=listed, description=LIST.replace("ropes", ropes), base=2, outbox=tab)
    assert described(listed) == "- ropes, all of them\n- lamps\n- much oil"
    do(alice, board, "card.edit", card=listed, description=described(listed).replace("lamps", "2 lamps"))
    do(bob, board, "card.edit", card=listed, description="- rope\n- lamps\n- oil", base=2, outbox=tab)
    assert described(listed) == "- rope\n- 2 lamps\n- much oil"


def test_so_many_of_ones_own_edits_are_looked_through_and_no_more(
    board: Board, alice: User, bob: User, listed: Card, refuse: Refuse
) -> None:
    """Else whoever sends an old base has hundreds of texts compared, while the board is locked."""
    mine = uuid4()
    do(bob, board, "card.edit", card=listed, description=LIST.replace("ropes", "long ropes"))
    for number in range(staleness.MAX_OWN):
        text = f"{LIST.replace('ropes', 'long ropes')} for {number}"
        do(alice, board, "card.edit", card=listed, description=text, outbox=mine)
    do(alice, board, "card.edit", card=listed, description=f"{LIST} for all", base=2, outbox=mine)
    assert described(listed) == LIST.replace("ropes", "long ropes") + " for all"
    refuse(Reason.CONFLICT, alice, "card.edit", card=listed, description=f"{LIST} for one", base=2, outbox=mine)


def test_what_would_be_too_long_together_is_not_merged(board: Board, alice: User, bob: User, refuse: Refuse) -> None:
    pack, half = card(board, "Pack"), "x" * (DESCRIPTION_LENGTH // 2)
    do(alice, board, "card.edit", card=pack, description="a\nb")
    do(alice, board, "card.edit", card=pack, description=f"a{half}\nb", base=2)
    refuse(Reason.CONFLICT, bob, "card.edit", card=pack, description=f"a\nb{half}", base=2)


def test_the_same_text_from_both_is_no_conflict(board: Board, alice: User, bob: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Same")
    do(bob, board, "card.edit", card=pack, title="Same", base=1)


def test_ones_own_outbox_never_conflicts_with_itself_but_another_tab_does(
    board: Board, bob: User, refuse: Refuse
) -> None:
    pack, tab, other = card(board, "Pack"), uuid4(), uuid4()
    do(bob, board, "card.edit", card=pack, title="One", base=1, outbox=tab)
    do(bob, board, "card.edit", card=pack, title="Two", base=1, outbox=tab)
    refuse(Reason.CONFLICT, bob, "card.edit", card=pack, title="Three", base=1, outbox=other)


def test_without_a_base_the_last_writer_wins(board: Board, alice: User, bob: User) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Alice's")
    do(bob, board, "card.edit", card=pack, title="Bob's")
    assert Card.objects.get(pk=pack.pk).title == "Bob's"


def test_moves_archiving_and_other_cards_are_no_conflict(board: Board, alice: User, bob: User) -> None:
    pack = card(board, "Pack")
    move(alice, board, "Pack", "Done")
    do(alice, board, "card.archive", card=pack)
    do(alice, board, "card.edit", card=card(board, "Call"), title="Ring")
    do(bob, board, "card.edit", card=pack, title="Bob's", base=1)


def test_a_base_from_ahead_of_the_board_is_of_another_history_and_trusted_in_nothing(
    board: Board, alice: User, bob: User, refuse: Refuse
) -> None:
    pack = card(board, "Pack")
    do(alice, board, "card.edit", card=pack, title="Alice's")
    # Bob's page is from before the database was restored.
    refused = refuse(Reason.CONFLICT, bob, "card.edit", card=pack, title="Bob's", base=500)
    assert refused.theirs == {"title": "Alice's"}
