"""Form fields of commands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards import access
from boards.models import Board, Card, Change, Column, Invitation, Link, Membership, Role

type Child = Column | Card | Invitation | Link


class BoardField(forms.UUIDField):
    """The id of something that belongs to a board: resolved through the one that is locked."""

    board: Board


class ChildField(BoardField):
    """The id of a row of the board; cleans to the row."""

    def __init__(self, model: type[Child], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def clean(self, value: Any) -> Any:
        """Return the row. Raises Refusal (*gone*) for one that is not on this board."""
        pk = super().clean(value)
        # Which row comes out is for whoever reads the field to say.
        find: Callable[..., Any] = access.child
        return find(self.model, board=self.board, pk=pk)


class ChildrenField(BoardField):
    """Ids of rows of the board, in an order that means something; cleans to those rows that are there.

    The client sends them with spaces between, as a list, or a field for each, as forms do.
    """

    def __init__(self, model: type[Card | Column], *, limit: int, **options: Any) -> None:
        super().__init__(**options)
        self.model, self.limit = model, limit

    def clean(self, value: Any) -> Any:
        """Return the rows. Raises Refusal (*gone*) where none of them is on this board."""
        words = dict.fromkeys(str(value or "").split())
        if not words:
            raise ValidationError(self.error_messages["required"])
        if len(words) > self.limit:
            numbers = {"limit": self.limit, "total": len(words)}
            raise ValidationError(_("At most %(limit)d at once: these are %(total)d. Choose fewer.") % numbers)
        ids = [super(ChildrenField, self).clean(word) for word in words]
        return access.children(self.model, board=self.board, ids=ids)


class MemberField(BoardField):
    """The id of a person; cleans to the membership."""

    def clean(self, value: Any) -> Membership:
        """Return the membership. Raises Refusal (*gone*) for whoever is no member of this board."""
        return access.member(board=self.board, user_id=super().clean(value))


class ChangeField(BoardField):
    """The id of a command that was carried out; cleans to its Change."""

    def clean(self, value: Any) -> Change:
        """Return the change. Raises Refusal (*gone*) for one that this board never saw."""
        return access.change(board=self.board, command_id=super().clean(value))


class RoleField(forms.ChoiceField):
    """A role on the board."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=Role.choices, **options)


class NewIdField(forms.UUIDField):
    """The id that a client chose for what it creates: a random or a time-ordered one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False} | options)

    def clean(self, value: Any) -> UUID | None:
        """Return the id, or None where the client left the choice to us."""
        pk: UUID | None = super().clean(value)
        if pk is not None and pk.version not in {4, 7}:
            raise ValidationError(_("An id must be a UUID of version 4 or 7."))
        return pk


class NeighbourField(forms.UUIDField):
    """The id of a row to stand beside; one that has left is no error (see ``boards.commands.placing``)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False} | options)


class LineField(forms.CharField):
    """One line of text: line breaks become spaces, and it may not be empty."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        super().__init__(**{"error_messages": {"required": gettext_lazy("Write something here first.")}} | options)
        self.validators.append(at_most(limit))

    def to_python(self, value: Any) -> str:
        """Fold line breaks, as pasting into a single-line field does."""
        return " ".join(storable(super().to_python(value)).splitlines()).strip()


class TextField(forms.CharField):
    """Text of many lines, kept to the letter but for the kind of its line breaks."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        super().__init__(**{"required": False, "strip": False} | options)
        self.validators.append(at_most(limit))

    def to_python(self, value: Any) -> str:
        """Make line breaks alike: forms send CR LF, script sends LF."""
        return one_kind_of_newline(storable(super().to_python(value)))


class _AtMost(MaxLengthValidator):
    message = gettext_lazy("Use at most %(limit_value)d characters; this has %(show_value)d.")


def at_most(limit: int) -> MaxLengthValidator:
    """Return a validator that names the limit and the length."""
    return _AtMost(limit)


def storable(text: str | None) -> str:
    """Return the text. Raises ValidationError for half characters, which no database stores."""
    try:
        (text or "").encode()
    except UnicodeEncodeError as error:
        raise ValidationError(_("This text holds a broken character; type it again.")) from error
    return text or ""


def one_kind_of_newline(text: str) -> str:
    """Return the text with every line break as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
