"""The table role x command in words that people understand: for a page of the product and one of the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass

from boards.access import SEE, TABLE
from boards.models import Role

# By action; those that say the same stand in one row, if the same roles may do them.
WORDS = {
    SEE: "See everything on the board, as it happens",
    "member.leave": "Leave the board",
    "card.create": "Add cards",
    "card.edit": "Write titles and descriptions, and bring back earlier versions of them",
    "card.set_aside": "Write titles and descriptions, and bring back earlier versions of them",
    "card.move": "Move cards",
    "card.archive": "Archive and restore cards",
    "card.restore": "Archive and restore cards",
    "card.delete": "Delete cards for good",
    "column.create": "Add, rename and move columns",
    "column.rename": "Add, rename and move columns",
    "column.move": "Add, rename and move columns",
    "column.archive": "Archive and restore columns",
    "column.restore": "Archive and restore columns",
    "column.delete": "Delete archived columns for good",
    "change.undo": "Undo and redo what one did oneself",
    "board.rename": "Rename the board, and choose its background",
    "board.set_background": "Rename the board, and choose its background",
    "board.archive": "Archive and restore the board",
    "board.restore": "Archive and restore the board",
    "member.add": "Add and remove people, and change their roles",
    "member.change": "Add and remove people, and change their roles",
    "member.remove": "Add and remove people, and change their roles",
    "link.create": "Show the board to guests by a link, and take links back",
    "link.revoke": "Show the board to guests by a link, and take links back",
    "invitation.create": "Invite people by mail or by a link, and take invitations back",
    "invitation.revoke": "Invite people by mail or by a link, and take invitations back",
    "board.delete": "Delete the board for good",
    "board.hand_over": "Hand the board over to another member",
}
IN_SHORT = {
    Role.OWNER: "Everything, and decides who the other owners and the admins are.",
    Role.ADMIN: "Looks after the board and its people, except for owners and other admins.",
    Role.EDITOR: "Works on the board: cards and columns.",
    Role.COMMENTER: "Follows the board live. What stands on it is for others to change.",
    Role.VIEWER: "Follows the board live, and changes nothing.",
}


@dataclass(frozen=True)
class Row:
    """Something that one may do, and for each role, the mightiest first, whether it may."""

    words: str
    marks: list[bool]


def table() -> list[Row]:
    """Return the table, a row for all actions with the same words."""
    rows: dict[str, Row] = {}
    for action, words in WORDS.items():
        rows.setdefault(words, Row(words, [action in TABLE[role] for role in Role]))
    return list(rows.values())


def as_markdown() -> Iterator[str]:
    """Yield the lines of docs/roles.md."""
    yield "# Roles"
    yield ""
    yield "What each role on a board may do. What a role may not do, its pages do not offer, and the server refuses."
    yield "This page is made by `manage.py commands --roles`."
    yield ""
    yield from (f"- **{role.label}**: {IN_SHORT[role]}" for role in Role)
    yield ""
    yield "| | " + " | ".join(role.label for role in Role) + " |"
    yield "|---" * (len(Role) + 1) + "|"
    for row in table():
        yield f"| {row.words} | " + " | ".join("yes" if mark else "" for mark in row.marks) + " |"
