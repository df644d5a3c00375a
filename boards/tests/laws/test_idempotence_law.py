"""The idempotence law: every accepted command sent twice has one effect and one answer."""

from uuid import uuid4

import pytest

from boards.commands.perform import perform
from boards.models import Board, Change, User
from boards.refusal import Reason, Refusal
from boards.tests.doors import DOORS
from boards.tests.laws.samples import FAREWELL, SAMPLES, submission
from boards.tests.laws.test_access_law import everything
from boards.threads import in_reads

# Whoever left is no member any more: a second time there is no board to leave.
LASTING = [sample for sample in SAMPLES if sample[0] != FAREWELL]


def test_every_command_sent_twice_has_one_effect_and_one_answer(board: Board, alice: User) -> None:
    sent = []
    for verb, fields in LASTING:
        sent.append(submission(verb, fields(board)))
        first = perform(sent[-1], board_id=board.pk, actor=alice)
        before = everything(board)
        again = perform(sent[-1], board_id=board.pk, actor=alice)
        assert again.revision == first.revision and again.change is None, verb
        assert everything(board) == before, verb
    # Much later still: an outbox may come back from a long journey.
    before = everything(board)
    answers = [perform(one, board_id=board.pk, actor=alice).revision for one in sent]
    assert answers == list(range(2, 2 + len(sent)))
    assert everything(board) == before


def test_every_revision_has_exactly_one_change(board: Board, alice: User) -> None:
    for verb, fields in LASTING:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        with pytest.raises(Refusal):
            perform(submission("card.archive", {"card": str(uuid4())}), board_id=board.pk, actor=alice)
    board.refresh_from_db()
    revisions = list(Change.objects.filter(board=board).values_list("revision", flat=True))
    assert revisions == list(range(1, board.revision + 1))


def test_an_id_that_comes_back_with_other_fields_or_another_actor_is_refused(
    board: Board, alice: User, bob: User
) -> None:
    for verb, fields in LASTING:
        sent = submission(verb, fields(board))
        perform(sent, board_id=board.pk, actor=alice)
        other = type(sent)(
            sent.command, {**sent.fields, "title": "Other", "name": "Other"}, id=sent.id, outbox=sent.outbox
        )
        for forged, actor in ((other, alice), (sent, bob)):
            with pytest.raises(Refusal) as refused:
                perform(forged, board_id=board.pk, actor=actor)
            assert refused.value.reason is Reason.INVALID, verb


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
@pytest.mark.parametrize(("first", "second"), [("socket", "http"), ("http", "socket")])
async def test_a_command_sent_through_both_doors_is_the_same_command(
    first: str, second: str, board: Board, alice: User
) -> None:
    for verb, sample in LASTING:
        form = await in_reads(sample, board)
        if "description" in form:
            # A form sends CR LF where script sends LF.
            form["description"] = form["description"].replace("\n", "\r\n" if first == "http" else "\n")
        envelope = {"id": str(uuid4()), "outbox": str(uuid4())}
        one = await DOORS[first](alice, board, verb, form, **envelope)
        if "description" in form:
            form["description"] = form["description"].replace("\r\n", "\n")
        assert await DOORS[second](alice, board, verb, form, **envelope) == one, verb
