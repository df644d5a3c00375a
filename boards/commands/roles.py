"""Writing somebody's role on a board: the one place that knows that a board needs an owner."""

from django.utils.translation import gettext as _

from boards import refusal
from boards.models import Membership, Patch, Role, User

type Values = dict[str, str]


def set_role(membership: Membership, role: Role | None) -> Patch | None:
    """Write a role (None: no member any more); return what the journal notes, or None where nothing changed.

    Raises Refusal rather than leave no owner.
    """
    if membership.role == role:
        return None
    before = {"role": membership.role}
    if is_last_owner(membership):
        raise refusal.invalid(_("A board needs an owner. Hand it over to another member first."))
    if role is None:
        membership.delete()
    else:
        membership.role = role
        membership.save(update_fields=["role"])
    return note(membership.user, before, None if role is None else {"role": role})


def note(user: User, before: Values | None, after: Values | None) -> Patch:
    """Return what the journal notes of somebody's membership."""
    return Patch(kind=Patch.Kind.MEMBER, row=user.pk, before=before, after=after)


def is_last_owner(membership: Membership) -> bool:
    """Tell whether this is the board's owner, and nobody else who can sign in is."""
    owners = Membership.objects.filter(board=membership.board_id, role=Role.OWNER, user__is_active=True)
    return membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists()
