"""What becomes of somebody's boards when the account is deleted: said before, and decided where nobody else can."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from boards.models import Board, Membership, Role, User

# What may be chosen for a board instead of somebody to own it.
DELETE = "delete"


@dataclass(frozen=True)
class Fate:
    """One board of somebody who leaves, and what stands in the form for it.

    ``heirs`` are the others who could own it: those on it who can sign in.
    """

    board: Board
    heirs: list[Membership]
    is_alone: bool
    is_last_owner: bool
    chosen: str = ""

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return field_of(self.board.pk)

    @property
    def goes(self) -> bool:
        """Whether it is deleted: nobody is left whom it could belong to."""
        return self.is_alone or (self.is_last_owner and not self.heirs)

    @property
    def asks(self) -> bool:
        """Whether there is something to decide: others are on it, and none of them owns it."""
        return self.is_last_owner and bool(self.heirs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can become of it, with the words for that."""
        owned = [(str(each.user_id), _("{name} owns it").format(name=each.user.name)) for each in self.heirs]
        return [*owned, (DELETE, _("It is deleted for everybody"))]


def field_of(board_id: UUID) -> str:
    """Return the name of a board's field in the form."""
    return f"board-{board_id}"


def fates(user: User, form: Mapping[str, str]) -> list[Fate]:
    """Return what becomes of somebody's boards, by their names, with what a form has chosen. Two queries."""
    people = Membership.objects.select_related("user").order_by("user__name")
    boards = Board.objects.filter(memberships__user=user).order_by("name", "created_at")
    found = []
    for board in boards.prefetch_related(Prefetch("memberships", people, to_attr="people")):
        everybody: list[Membership] = board.people
        active = [each for each in everybody if each.user.is_active]
        heirs = [each for each in active if each.user_id != user.pk]
        owners = {each.user_id for each in active if each.role == Role.OWNER}
        chosen = form.get(field_of(board.pk), "")
        found.append(Fate(board, heirs, len(everybody) == 1, owners == {user.pk}, chosen))
    return found


def decisions(found: list[Fate]) -> dict[UUID, UUID | None]:
    """Return who is to own which board, or None for one that is to be deleted for everybody.

    Raises KeyError with the board's name if nothing that can be done was chosen for one.
    """
    decided: dict[UUID, UUID | None] = {}
    for fate in found:
        if fate.goes and not fate.is_alone:
            decided[fate.board.pk] = None
        elif fate.asks:
            heirs = {str(each.user_id): each.user_id for each in fate.heirs}
            if fate.chosen not in {*heirs, DELETE}:
                raise KeyError(fate.board.name)
            decided[fate.board.pk] = heirs.get(fate.chosen)
    return decided
