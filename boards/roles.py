"""The table role x command in words that people understand: for a page of the product and one of the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from boards.access import SEE, TABLE
from boards.models import Role

# By action; those that say the same stand in one row, if the same roles may do them.
WORDS = {
    SEE: _("See everything on the board, as it happens"),
    "member.leave": _("Leave the board"),
    "card.create": _("Add cards"),
    "card.edit": _("Write titles and descriptions, and bring back earlier versions of them"),
    "card.set_aside": _("Write titles and descriptions, and bring back earlier versions of them"),
    "card.move": _("Move cards"),
    "cards.move": _("Move cards"),
    "card.archive": _("Archive and restore cards"),
    "cards.archive": _("Archive and restore cards"),
    "card.restore": _("Archive and restore cards"),
    "card.delete": _("Delete cards for good"),
    "column.create": _("Add, rename and move columns"),
    "column.rename": _("Add, rename and move columns"),
    "column.move": _("Add, rename and move columns"),
    "column.archive": _("Archive and restore columns"),
    "column.restore": _("Archive and restore columns"),
    "column.delete": _("Delete archived columns for good"),
    "change.undo": _("Undo and redo what one did oneself"),
    "board.rename": _("Rename the board, and choose its background"),
    "board.set_background": _("Rename the board, and choose its background"),
    "board.archive": _("Archive and restore the board"),
    "board.restore": _("Archive and restore the board"),
    "member.add": _("Add and remove people, and change their roles"),
    "member.change": _("Add and remove people, and change their roles"),
    "member.remove": _("Add and remove people, and change their roles"),
    "link.create": _("Show the board to guests by a link, and take links back"),
    "link.revoke": _("Show the board to guests by a link, and take links back"),
    "invitation.create": _("Invite people by mail or by a link, and take invitations back"),
    "invitation.revoke": _("Invite people by mail or by a link, and take invitations back"),
    "board.delete": _("Delete the board for good"),
    "board.hand_over": _("Hand the board over to another member"),
}
IN_SHORT = {
    Role.OWNER: _("Everything, and decides who the other owners and the admins are."),
    Role.ADMIN: _("Looks after the board and its people, except for owners and other admins."),
    Role.EDITOR: _("Works on the board: cards and columns."),
    Role.COMMENTER: _("Follows the board live. What stands on it is for others to change."),
    Role.VIEWER: _("Follows the board live, and changes nothing."),
}


@dataclass(frozen=True)
class Row:
    """Something that one may do, and for each role, the mightiest first, whether it may."""

    words: str
    marks: list[bool]


def table() -> list[Row]:
    """Return the table, a row for all actions with the same words."""
    rows: dict[str, Row] = {}
    for action, lazy in WORDS.items():
        words = str(lazy)
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
    yield "| | " + " | ".join(str(role.label) for role in Role) + " |"
    yield "|---" * (len(Role) + 1) + "|"
    for row in table():
        yield f"| {row.words} | " + " | ".join("yes" if mark else "" for mark in row.marks) + " |"
