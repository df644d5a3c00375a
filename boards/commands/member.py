"""Commands on who is a member of the board, and as what. They change access, so undo does not know them."""

from django import forms
from django.utils.translation import gettext as _

from boards import access, limits, queries, refusal
from boards.commands import roles
from boards.commands.base import Command
from boards.commands.fields import MemberField, RoleField
from boards.commands.registry import register
from boards.models import Membership, Role


class AccessCommand(Command):
    """A command whose patches tell of memberships: the row is the person."""

    undoable = False

    def set_role(self, membership: Membership, role: Role | None) -> None:
        """Write a role (None: no member any more), and record it. Raises Refusal rather than leave no owner."""
        if patch := roles.set_role(membership, role):
            self.patches.append(patch)


@register("member.add")
class AddMember(AccessCommand):
    """Make somebody with an account here a member."""

    email = forms.EmailField(max_length=254)
    role = RoleField()

    def run(self) -> None:
        role = Role(self.cleaned_data["role"])
        access.require_to_manage(self.actor_role, role)
        # It tells whether an address has an account; asking for many is not adding people.
        if not limits.addresses.spend(self.actor.pk):
            raise refusal.too_fast()
        user = queries.person_with(email=self.cleaned_data["email"])
        if user is None:
            raise refusal.invalid(
                _("Nobody here has this address. Invite them instead: an invitation makes an account on the way."),
                "email",
            )
        if access.is_member(board=self.board, user=user):
            raise refusal.invalid(_("{name} is a member already.").format(name=user.name), "email")
        self.insert(Membership(board=self.board, user=user, role=role))
        self.patches.append(roles.note(user, None, {"role": role}))


@register("member.change")
class ChangeMember(AccessCommand):
    """Give a member another role."""

    member = MemberField()
    role = RoleField()

    def run(self) -> None:
        membership, role = self.cleaned_data["member"], Role(self.cleaned_data["role"])
        access.require_to_manage(self.actor_role, Role(membership.role), role)
        self.set_role(membership, role)


@register("member.remove")
class RemoveMember(AccessCommand):
    """Take the board away from somebody."""

    member = MemberField()

    def run(self) -> None:
        membership = self.cleaned_data["member"]
        access.require_to_manage(self.actor_role, Role(membership.role))
        self.set_role(membership, None)


@register("member.leave")
class LeaveBoard(AccessCommand):
    """Give up one's own membership."""

    def run(self) -> None:
        self.set_role(Membership.objects.select_related("user").get(board=self.board, user=self.actor), None)


@register("board.hand_over")
class HandOver(AccessCommand):
    """Make another member the owner; whoever was it goes on as an admin."""

    member = MemberField()

    def run(self) -> None:
        membership: Membership = self.cleaned_data["member"]
        if membership.user_id == self.actor.pk:
            raise refusal.invalid(_("You own this board already. Choose another member."), "member")
        self.set_role(membership, Role.OWNER)
        self.set_role(Membership.objects.select_related("user").get(board=self.board, user=self.actor), Role.ADMIN)
