"""Accepted uses of every command: what the laws walk. A command without one fails them."""

from collections.abc import Callable
from uuid import uuid4

from boards.commands.registry import COMMANDS
from boards.commands.submission import Submission
from boards.models import Board, Card, Change, Column, User

type Fields = dict[str, str]


def column(board: Board, name: str) -> Column:
    """Return a column by its name."""
    return Column.objects.get(board=board, name=name)


def card(board: Board, title: str) -> Card:
    """Return a card by its title."""
    return Card.objects.get(board=board, title=title)


def person(name: str) -> User:
    """Return somebody by name."""
    return User.objects.get(name=name)


def _in(board: Board, name: str) -> str:
    return str(column(board, name).pk)


def _on(board: Board, title: str) -> str:
    return str(card(board, title).pk)


def _these(board: Board, *titles: str) -> str:
    return " ".join(_on(board, title) for title in titles)


def _last(board: Board) -> Fields:
    """Return the latest change, which whoever undoes it has just made."""
    return {"change": str(Change.objects.filter(board=board).latest("revision").command_id)}


# In an order in which all of them are accepted, one after the other, on the board of conftest.py.
SAMPLES: list[tuple[str, Callable[[Board], Fields]]] = [
    ("board.rename", lambda b: {"name": "Ship"}),
    ("board.set_background", lambda b: {"background": "harbour"}),
    ("column.create", lambda b: {"column": str(uuid4()), "name": "Later", "after": _in(b, "To do")}),
    ("column.create", lambda b: {"name": "First of all", "after": ""}),
    ("column.rename", lambda b: {"column": _in(b, "Later"), "name": "Some day <b>maybe</b>"}),
    ("column.move", lambda b: {"column": _in(b, "Done"), "after": ""}),
    ("column.move", lambda b: {"column": _in(b, "Done"), "before": _in(b, "Doing")}),
    ("column.move", lambda b: {"column": _in(b, "Done")}),
    ("card.create", lambda b: {"card": str(uuid4()), "column": _in(b, "To do"), "title": "Sail"}),
    (
        "card.create",
        lambda b: {"column": _in(b, "Done"), "title": "Buy & sell", "description": "one\ntwo", "after": ""},
    ),
    ("card.edit", lambda b: {"card": _on(b, "Call"), "title": "Call the harbour"}),
    ("change.undo", _last),
    # A redo.
    ("change.undo", _last),
    ("card.edit", lambda b: {"card": _on(b, "Sail"), "title": "Sail away", "description": "**Far**"}),
    ("card.edit", lambda b: {"card": _on(b, "Pack"), "description": ""}),
    ("card.set_aside", lambda b: {"card": _on(b, "Pack"), "description": "Only *lamps*"}),
    ("card.move", lambda b: {"card": _on(b, "Pack"), "column": _in(b, "Doing"), "after": _on(b, "Paint")}),
    ("card.move", lambda b: {"card": _on(b, "Write"), "column": _in(b, "To do"), "after": ""}),
    ("card.move", lambda b: {"card": _on(b, "Sand"), "column": _in(b, "Done")}),
    ("card.move", lambda b: {"card": _on(b, "Test"), "column": _in(b, "Doing"), "before": _on(b, "Paint")}),
    ("card.create", lambda b: {"column": _in(b, "Doing"), "title": "Never mind"}),
    ("change.undo", _last),
    ("card.move", lambda b: {"card": _on(b, "Test"), "column": _in(b, "Done"), "after": ""}),
    ("change.undo", _last),
    # From two columns, one of them there already, and back.
    (
        "cards.move",
        lambda b: {
            "cards": _these(b, "Sand", "Call the harbour", "Test"),
            "column": _in(b, "Doing"),
            "after": _on(b, "Test"),
        },
    ),
    ("change.undo", _last),
    ("change.undo", _last),
    ("change.undo", _last),
    ("cards.move", lambda b: {"cards": _these(b, "Sail away", "Write"), "column": _in(b, "To do"), "after": ""}),
    ("cards.archive", lambda b: {"cards": _these(b, "Sail away", "Sand", "Sand")}),
    ("change.undo", _last),
    ("card.archive", lambda b: {"card": _on(b, "Paint")}),
    ("card.edit", lambda b: {"card": _on(b, "Paint"), "title": "Paint it"}),
    ("card.restore", lambda b: {"card": _on(b, "Paint it")}),
    ("card.archive", lambda b: {"card": _on(b, "Write")}),
    ("column.archive", lambda b: {"column": _in(b, "Doing")}),
    ("card.edit", lambda b: {"card": _on(b, "Pack"), "title": "Packed"}),
    ("column.restore", lambda b: {"column": _in(b, "Doing")}),
    ("card.delete", lambda b: {"card": _on(b, "Packed")}),
    ("card.delete", lambda b: {"card": _on(b, "Write")}),
    ("column.archive", lambda b: {"column": _in(b, "Some day <b>maybe</b>")}),
    ("card.archive", lambda b: {"card": _on(b, "Sand")}),
    ("column.archive", lambda b: {"column": _in(b, "Done")}),
    ("card.restore", lambda b: {"card": _on(b, "Sand"), "with_column": "1"}),
    ("column.archive", lambda b: {"column": _in(b, "Done")}),
    ("column.delete", lambda b: {"column": _in(b, "Done")}),
    # Accepted, and nothing changes: recorded all the same.
    ("column.move", lambda b: {"column": _in(b, "Doing"), "before": _in(b, "Doing")}),
    ("board.rename", lambda b: {"name": "Ship"}),
    ("member.add", lambda b: {"email": person("Charlie").email, "role": "viewer"}),
    ("member.change", lambda b: {"member": str(person("Charlie").pk), "role": "editor"}),
    ("member.remove", lambda b: {"member": str(person("Charlie").pk)}),
    ("link.create", lambda b: {"name": "Customers", "days": "30"}),
    ("link.create", lambda b: {"name": "Press"}),
    ("link.revoke", lambda b: {"link": str(b.links.get(name="Press").pk)}),
    ("invitation.create", lambda b: {"role": "editor", "uses": "10", "days": "30"}),
    ("invitation.create", lambda b: {"role": "viewer", "email": "dora@example.org"}),
    ("invitation.revoke", lambda b: {"invitation": str(b.invitations.get(email="dora@example.org").pk)}),
    ("board.archive", lambda b: {}),
    ("board.restore", lambda b: {}),
    # Two owners, so that the last of them never has to stay.
    ("member.change", lambda b: {"member": str(person("Vera").pk), "role": "owner"}),
    ("board.hand_over", lambda b: {"member": str(person("Bob").pk)}),
    ("member.leave", lambda b: {}),
]
# The last of all: whoever does it is no member any more.
FAREWELL = "member.leave"
# Commands on access: the journal tells of them, but nobody's undo brings rights back.
ON_ACCESS = {
    "member.add",
    "member.change",
    "member.remove",
    "member.leave",
    "board.hand_over",
    "link.create",
    "link.revoke",
    "invitation.create",
    "invitation.revoke",
}


def submission(verb: str, fields: Fields) -> Submission:
    """Return a use of a command as a client with an outbox sends it."""
    return Submission(COMMANDS[verb], fields, id=uuid4(), outbox=uuid4())
