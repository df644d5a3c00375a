"""What people do in a story, without a door: one command, as an outbox sends it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.template.loader import render_to_string

from boards import queries
from boards.commands.board import Plan, create_board
from boards.commands.perform import Outcome, perform
from boards.commands.registry import COMMANDS
from boards.commands.submission import Submission
from boards.live import resume
from boards.live.frame import Frame
from boards.models import Board, Card, Column, Link, User
from boards.tests.laws.samples import card, column

__all__ = ["History", "boat", "card", "column", "do", "frame_of", "make_link", "markup", "move", "undo"]


def do(actor: User, board: Board, verb: str, *, base: Any = None, outbox: Any = None, **fields: Any) -> Outcome:
    """Carry a command out; rows among the fields stand for their ids."""
    texts = {
        name: str(value.pk) if isinstance(value, Card | Column | Link) else str(value) for name, value in fields.items()
    }
    submission = Submission(COMMANDS[verb], texts, id=uuid4(), base=base, outbox=outbox or uuid4())
    return perform(submission, board_id=board.pk, actor=actor)


def move(actor: User, board: Board, title: str, into: str, **neighbour: object) -> Outcome:
    """Move a card by its title into a column by its name."""
    return do(actor, board, "card.move", card=card(board, title), column=column(board, into), **neighbour)


def undo(actor: User, board: Board, outcome: Outcome) -> Outcome:
    """Take back what was just done; of what was taken back, do it again."""
    assert outcome.change is not None
    return do(actor, board, "change.undo", change=outcome.change.command_id)


def make_link(actor: User, board: Board, name: str = "Customers", days: str = "") -> Link:
    """Make a link for guests."""
    do(actor, board, "link.create", name=name, days=days)
    return board.links.get(name=name)


def frame_of(outcome: Outcome) -> Frame:
    """Return the frame of what was just done."""
    assert outcome.change is not None
    return resume.of_change(outcome.change)


def boat(owner: User, cards: int) -> Board:
    """Make a board with that many cards to do, and none done."""
    titles = [(f"Card {index:04}", "") for index in range(cards)]
    return create_board(owner=owner, name="Boat", columns=(Plan("To do", titles), Plan("Done")))


# Without a repr of its pages: hypothesis shows what a test was given, and would choke on them.
@dataclass(frozen=True, repr=False)
class History:
    """A board, the frames of what was done on it one after the other, and a fresh page before and after each."""

    board: Board
    epoch: UUID
    start: int
    frames: list[Frame]
    pages: list[str]

    @property
    def head(self) -> int:
        """The revision after the last frame."""
        return self.start + len(self.frames)

    @property
    def stamp(self) -> queries.Stamp:
        """Where the board stands."""
        return queries.Stamp(self.epoch, self.head)

    @property
    def begin(self) -> queries.Stamp:
        """Where the board stood before the first frame."""
        return queries.Stamp(self.epoch, self.start)

    @classmethod
    def made(cls, board: Board, actor: User) -> "History":
        """Make some history: cards come, go, move and change."""
        board.refresh_from_db()
        start, frames, pages = board.revision, [], [markup(board)]
        for verb, fields in _deeds(board):
            frames.append(frame_of(do(actor, board, verb, **fields)))
            pages.append(markup(board))
        return cls(board, queries.epoch(), start, frames, pages)


def markup(board: Board) -> str:
    """Return a freshly rendered page."""
    board.refresh_from_db()
    context = {
        "board": board,
        "columns": queries.columns_with_cards(board=board),
        "epoch": queries.epoch(),
        "revision": board.revision,
        "can": frozenset[str](),
    }
    return render_to_string("boards/board.html", context)


def _deeds(board: Board) -> list[tuple[str, dict[str, object]]]:
    pack, call, paint = (card(board, title) for title in ("Pack", "Call", "Paint"))
    todo, doing, done = (column(board, name) for name in ("To do", "Doing", "Done"))
    return [
        ("card.edit", {"card": call, "title": "Ring"}),
        ("card.move", {"card": pack, "column": done}),
        ("card.create", {"column": todo, "title": "Sail"}),
        ("column.move", {"column": doing, "after": ""}),
        ("card.archive", {"card": paint}),
        ("column.archive", {"column": todo}),
        ("card.move", {"card": pack, "column": doing, "after": ""}),
        ("column.restore", {"column": todo}),
    ]
