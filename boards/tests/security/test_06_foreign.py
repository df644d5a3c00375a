"""Row 6: a child is resolved through its board; an id that a client chose can only create, never touch what exists.

The matrix (every command x every field with an id x both doors) is the access law's, in ``boards/tests/laws``; here is
what it leaves: ids of another kind of row, ids that a row had once, and what else than a command names an id.
"""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from boards import queries
from boards.commands.fields import NewIdField
from boards.commands.registry import COMMANDS
from boards.live import resume
from boards.models import Board, Card, Change, Patch, Role, User
from boards.tests.acts import card, column, do
from boards.tests.doors import DOORS, Socket
from boards.tests.laws.samples import SAMPLES, Fields
from boards.tests.laws.test_access_law import everything
from boards.tests.page import parse
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_reads

__all__ = ["browse"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live")]


def creating(board: Board) -> Iterator[tuple[str, str, Fields]]:
    """Yield every command in which a client chooses an id, with that field and what else it needs."""
    samples = {verb: sample for verb, sample in reversed(SAMPLES) if verb in COMMANDS}
    for verb, command in COMMANDS.items():
        for name, field in command.base_fields.items():
            if isinstance(field, NewIdField):
                yield verb, name, samples[verb](board)


def taken(board: Board, foreign: Board) -> dict[str, UUID]:
    """Return ids that stand for something here or elsewhere, or did, by what that is."""
    deleted = card(board, "Write")
    do(foreign.members.get(), foreign, "column.create", column=(gone := uuid4()), name="For a moment")
    do(foreign.members.get(), foreign, "column.archive", column=gone)
    do(foreign.members.get(), foreign, "column.delete", column=gone)
    do(board.members.get(name="Alice"), board, "card.delete", card=deleted)
    return {
        "a card here": card(board, "Pack").pk,
        "a card elsewhere": foreign.cards.get().pk,
        "a column here": column(board, "Done").pk,
        "a column elsewhere": foreign.columns.get().pk,
        "this board": board.pk,
        "another board": foreign.pk,
        "a card that was deleted": deleted.pk,
        "a column that was deleted elsewhere": gone,
    }


@pytest.mark.parametrize("door", DOORS)
async def test_an_id_that_stands_for_anything_anywhere_creates_nothing(
    door: str, board: Board, foreign: Board, alice: User
) -> None:
    ids = await in_reads(taken, board, foreign)
    commands = await in_reads(lambda: list(creating(board)))
    assert {verb for verb, _, _ in commands} >= {"card.create", "column.create"}
    before = await in_reads(lambda: (everything(board), everything(foreign)))
    for verb, name, form in commands:
        for what, pk in ids.items():
            answer = await DOORS[door](alice, board, verb, form | {name: str(pk)})
            assert answer.get("reason") == "invalid", (verb, what, answer)
    assert await in_reads(lambda: (everything(board), everything(foreign))) == before


@pytest.mark.parametrize("kind", ["card", "column"])
def test_deleting_takes_words_out_of_this_boards_journal_alone(
    kind: str, board: Board, foreign: Board, alice: User
) -> None:
    """Found here: whoever made a card under the id of somebody else's column blanked that one's past by deleting it."""
    theirs = foreign.columns.get() if kind == "column" else foreign
    before = list(Patch.objects.filter(change__board=foreign).values())
    mine = column(board, "To do")
    Card.objects.create(pk=theirs.pk, board=board, column=mine, number=99, title="Mine", order="zz")
    do(alice, board, "column.archive", column=mine)
    do(alice, board, "column.delete", column=mine)
    assert list(Patch.objects.filter(change__board=foreign).values()) == before


def test_another_boards_journal_says_nothing_on_what_is_stale_here(board: Board, foreign: Board, alice: User) -> None:
    theirs = foreign.cards.get()
    do(foreign.members.get(), foreign, "card.edit", card=theirs, title="Known to few", description="More")
    pk = theirs.pk
    Card.objects.filter(pk=pk).delete()
    mine = Card.objects.create(pk=pk, board=board, column=column(board, "Done"), number=99, title="Mine", order="zz")
    do(alice, board, "card.edit", card=mine, base=0, title="Mine as well", description="Less")
    mine.refresh_from_db()
    assert (mine.title, mine.description) == ("Mine as well", "Less")


async def test_a_dialog_of_a_foreign_card_opens_as_one_of_no_card(board: Board, foreign: Board, bob: User) -> None:
    theirs = await in_reads(lambda: foreign.cards.get().pk)
    said = []
    async with Socket(bob, board) as socket:
        for pk in (theirs, uuid4()):
            await socket.say({"open": str(pk), "revision": 0})
            said.append((await socket.frame()).replace(str(pk), "…"))
    assert said[0] == said[1] and "hx-remove" in said[0] and "Secret" not in said[0]


@pytest.mark.parametrize("revision", [-1, 0])
def test_what_was_missed_tells_of_a_foreign_dialog_no_more_than_of_none(
    revision: int, board: Board, foreign: Board, alice: User, browse: Browse
) -> None:
    theirs = foreign.cards.get()
    do(alice, board, "board.rename", name="Ship")
    address = reverse("boards:since", args=[board.pk])
    said = [
        browse(alice).get(f"{address}?revision={revision}&open={pk}").text.replace(str(pk), "…")
        for pk in (theirs.pk, uuid4())
    ]
    assert said[0] == said[1] and "Secret" not in said[0]


def test_a_frame_of_changes_shows_rows_of_its_board_alone(board: Board, foreign: Board, alice: User) -> None:
    """A patch with a foreign id, as no command writes one: what it names is not on this board."""
    change = do(alice, board, "board.rename", name="Ship").change
    assert change is not None
    for kind, row in ((Patch.Kind.CARD, foreign.cards.get()), (Patch.Kind.COLUMN, foreign.columns.get())):
        Patch.objects.create(change=change, kind=kind, row=row.pk, after={"archived": False})
    frame = resume.of_change(Change.objects.get(pk=change.pk))
    missed = resume.since(board_id=board.pk, epoch=queries.epoch(), revision=1)
    assert missed is not None
    for html in (*frame.html.values(), *frame.cards.values(), *missed.html.values()):
        assert parse(html).elements() and "Secret" not in html and "Hidden" not in html


def test_roles_are_looked_up_on_the_board_that_is_acted_on(
    board: Board, foreign: Board, vera: User, browse: Browse
) -> None:
    """Whoever owns one board is still a viewer of another, whatever else the form names."""
    own = Board.objects.create(name="Own", revision=1)
    own.memberships.create(user=vera, role=Role.OWNER)
    form = {"board": str(own.pk), "board_id": str(own.pk), "card": str(card(board, "Pack").pk), "title": "Mine"}
    answer = browse(vera).post(
        reverse("boards:do", args=[board.pk, "card.edit"]), form, headers={"accept": "application/json"}
    )
    assert answer.status_code == 403 and card(board, "Pack").title == "Pack"
