"""What a client sends, read from either door and brought into one canonical form."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.forms import Field
from django.utils.translation import gettext as _

from boards import refusal
from boards.commands.base import Command
from boards.commands.fields import ChildrenField, one_kind_of_newline
from boards.commands.registry import COMMANDS
from boards.refusal import Refusal

MAX_REVISION = 2**63 - 1


@dataclass(frozen=True)
class Submission:
    """A command as sent: its name and declared fields, its id, its outbox, the revision that it was typed at."""

    command: type[Command]
    fields: Mapping[str, str]
    id: UUID | None = None
    base: int | None = None
    outbox: UUID | None = None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        canonical = json.dumps([self.command.verb, dict(sorted(self.fields.items()))], ensure_ascii=True)
        object.__setattr__(self, "digest", hashlib.sha256(canonical.encode()).hexdigest())

    @classmethod
    def read(cls, message: Mapping[str, object], name: object) -> "Submission":
        """Read a message or a form. Raises Refusal (*invalid*) if it is not of the protocol's form."""
        command = COMMANDS.get(name) if isinstance(name, str) else None
        if command is None:
            raise refusal.invalid(_("This server does not know that command. Reload the page."), "command")
        declared = {
            key: _canonical(message[key], key, field) for key, field in command.base_fields.items() if key in message
        }
        return cls(
            command=command,
            fields=declared,
            id=read_id(message.get("id"), "id"),
            base=_revision(message.get("base")),
            outbox=read_id(message.get("outbox"), "outbox"),
        )


def read_id(value: object, key: str) -> UUID | None:
    """Return an id, or None where none is given. Raises Refusal (*invalid*) if it is no UUID."""
    if value in (None, ""):
        return None
    try:
        return UUID(value if isinstance(value, str) else "")
    except ValueError:
        raise _malformed(key) from None


def usable_id(value: object) -> str | None:
    """Return a command's id as it was sent, for its answer, or None for what is no id."""
    try:
        return value if isinstance(value, str) and read_id(value, "id") else None
    except Refusal:
        return None


def _malformed(key: str) -> Refusal:
    return refusal.invalid(
        _("“{name}” is not in a form that this server understands. Reload the page.").format(name=key), key
    )


def _revision(value: object) -> int | None:
    if value in (None, ""):
        return None
    text = str(value)
    # Thousands of digits are not even read as a number.
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_REVISION))
    if isinstance(value, bool) or not plain or int(text) > MAX_REVISION:
        raise _malformed("base")
    return int(text)


def _canonical(value: object, key: str, field: Field) -> str:
    """Return the one form of a field, however it was sent: its digest tells whether a command is the same."""
    if not isinstance(field, ChildrenField):
        return _text(value, key)
    words = value if isinstance(value, list) else [value]
    return " ".join(" ".join(_text(each, key) for each in words).split())


def _text(value: object, key: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refusal.invalid(_("A text was expected here."), key)
    return one_kind_of_newline(value)
