"""Who may do what: the table role x action, and the only way from an id to a row."""

from collections.abc import Collection
from functools import cache
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from boards import refusal, tokens
from boards.models import Board, Card, Change, Column, Invitation, Link, Membership, Patch, Role, User
from boards.prepared import Prepared

SEE = "board.see"

_EDITING = (
    "column.create",
    "column.rename",
    "column.move",
    "column.archive",
    "column.restore",
    "column.delete",
    "card.create",
    "card.edit",
    "card.set_aside",
    "card.move",
    "card.archive",
    "card.restore",
    "card.delete",
    "cards.move",
    "cards.archive",
    "change.undo",
)
_MANAGING = (
    "board.rename",
    "board.set_background",
    "board.archive",
    "board.restore",
    "member.add",
    "member.change",
    "member.remove",
    "invitation.create",
    "invitation.revoke",
    "link.create",
    "link.revoke",
)
_OWNING = ("board.delete", "board.hand_over")
_SEEING = (SEE, "member.leave")
# Roles limit what one may do, never what one sees. A command that no row names cannot be registered.
TABLE: dict[Role, frozenset[str]] = {
    Role.OWNER: frozenset({*_SEEING, *_EDITING, *_MANAGING, *_OWNING}),
    Role.ADMIN: frozenset({*_SEEING, *_EDITING, *_MANAGING}),
    Role.EDITOR: frozenset({*_SEEING, *_EDITING}),
    Role.COMMENTER: frozenset(_SEEING),
    Role.VIEWER: frozenset(_SEEING),
}
# Whom one may add, change and remove, by their role before and after: nobody makes another as mighty as an owner did.
MANAGES: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role),
    Role.ADMIN: frozenset({Role.EDITOR, Role.COMMENTER, Role.VIEWER}),
}
# An archived board rests: its content stands still until it is restored. Who may see it can still change.
ON_ARCHIVED = frozenset({*_SEEING, "change.undo", *_MANAGING, *_OWNING}) - {
    "board.rename",
    "board.set_background",
    "board.archive",
}


def is_page_of(me: object, user_id: UUID) -> bool:
    """Tell whether a page that names its reader (``me``, or nothing) is this person's: another may have signed in."""
    return me in (None, "", str(user_id))


def roles_for(action: str) -> list[Role]:
    """Return the roles that may do ``action``, the mightiest first."""
    return [role for role, actions in TABLE.items() if action in actions]


def allowed(role: Role, board: Board) -> frozenset[str]:
    """Return what a role may do on a board as it is now: what its pages offer."""
    return TABLE[role] & ON_ARCHIVED if board.archived else TABLE[role]


def managed_by(role: Role) -> list[Role]:
    """Return the roles that somebody of this role may give and take, the mightiest first."""
    return [each for each in Role if each in MANAGES.get(role, ())]


def may_invite(role: Role, to: Role) -> bool:
    """Tell whether somebody of this role may invite people to a role."""
    return "invitation.create" in TABLE[role] and to in MANAGES.get(role, ())


def require_to_manage(role: Role, *concerned: Role) -> None:
    """Raise Refusal (*forbidden*) unless a role may give and take all roles concerned."""
    if not MANAGES.get(role, frozenset()).issuperset(concerned):
        raise refusal.above_you()


def authorise(*, actor: User, action: str, board: Board) -> Role:
    """Return the actor's role if it allows ``action`` on the board.

    Raises Refusal: *gone* for somebody who is not a member (the board's existence is nobody else's business),
    *forbidden* for a member whose role does not suffice, and for everybody while the board is archived.
    """
    membership = _memberships(actor).filter(board=board).first()
    if membership is None:
        raise refusal.gone()
    role = Role(membership.role)
    require(role, action, board)
    return role


def require(role: Role, action: str, board: Board) -> None:
    """Raise Refusal (*forbidden*) unless a role may do ``action`` on a board as it is now."""
    if action not in TABLE[role]:
        raise refusal.forbidden()
    if action not in allowed(role, board):
        raise refusal.archived()


def board_for(*, actor: User, board_id: UUID) -> tuple[Board, Role]:
    """Return a board that the actor may see, and the actor's role on it. Raises Refusal (*gone*) otherwise."""
    found = _memberships(actor).filter(board=board_id).select_related("board").first()
    if found is None:
        raise refusal.gone()
    role = Role(found.role)
    require(role, SEE, found.board)
    return found.board, role


def _memberships(actor: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=actor.pk, user__is_active=True)


def may_see(*, actor: User, board_id: UUID) -> bool:
    """Tell whether the actor may see a board now."""
    try:
        board_for(actor=actor, board_id=board_id)
    except refusal.Refusal:
        return False
    return True


def child[Child: (Column, Card, Invitation, Link)](model: type[Child], *, board: Board, pk: UUID) -> Child:
    """Return a row of the board. Raises Refusal (*gone*) for one that is not there or belongs to another board."""
    found = find_child(model, board=board, pk=pk)
    if found is None:
        raise refusal.gone()
    return found


def find_child[Child: (Column, Card, Invitation, Link)](model: type[Child], *, board: Board, pk: UUID) -> Child | None:
    """Return a row of the board, or None."""
    return _child_of(model).first(board=board.pk, row=pk)


def children[Child: (Column, Card)](model: type[Child], *, board: Board, ids: Collection[UUID]) -> list[Child]:
    """Return those rows of the board that are there, in the order of their ids. Raises Refusal (*gone*) for none."""
    found = model._default_manager.filter(board=board).in_bulk(ids)
    if not found:
        raise refusal.gone()
    return [found[pk] for pk in ids if pk in found]


@cache
def _child_of[Child: (Column, Card, Invitation, Link)](model: type[Child]) -> Prepared[Child]:
    def child(board: UUID, row: UUID) -> QuerySet[Child]:
        return model.objects.filter(board=board, pk=row).order_by()

    return Prepared(child)


def member(*, board: Board, user_id: UUID) -> Membership:
    """Return somebody's membership of the board. Raises Refusal (*gone*) for whoever is no member."""
    found = Membership.objects.filter(board=board, user=user_id).select_related("user").first()
    if found is None:
        raise refusal.gone()
    return found


def is_member(*, board: Board, user: User) -> bool:
    """Tell whether somebody may see a board by themselves."""
    return Membership.objects.filter(board=board, user=user).exists()


def link_for(*, secret: str) -> Link:
    """Return the link of an address, with its board. Raises Refusal (*gone*) unless it opens the board now."""
    found = _open_links().filter(digest=tokens.digest_of(secret)).select_related("board").first()
    if found is None:
        raise refusal.gone()
    return found


def still_open(*, board_id: UUID, link_ids: Collection[UUID]) -> set[UUID]:
    """Return those of the links that open the board now."""
    return set(_open_links().filter(board=board_id, pk__in=link_ids).values_list("pk", flat=True))


def _open_links() -> QuerySet[Link]:
    return Link.objects.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))


def change(*, board: Board, command_id: UUID) -> Change:
    """Return the board's change that a command made. Raises Refusal (*gone*) for one that it never saw."""
    found = Change.objects.filter(board=board, command_id=command_id).first()
    if found is None:
        raise refusal.gone()
    return found


def is_taken(model: type[Model], pk: UUID) -> bool:
    """Tell whether some row of whatever kind, on whatever board, has this id or had it: journals name rows by it."""
    return model._default_manager.filter(pk=pk).exists() or Patch.objects.filter(row=pk).exists()
