"""Commands on invitations. They change access, so undo does not know them. Accepting one is in ``joining``."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boards import access, languages, limits, queries, refusal
from boards.commands.fields import ChildField, RoleField
from boards.commands.member import AccessCommand
from boards.commands.registry import register
from boards.models import Invitation, Role
from boards.models.invitation import DAYS, USES
from boards.post import Mail

# More than anybody can keep track of are a mistake.
MAX_OPEN = 50


class ChoiceOf(forms.TypedChoiceField):
    """One of a few numbers; the first where nothing is chosen."""

    def __init__(self, *numbers: int) -> None:
        choices = [(number, str(number)) for number in numbers]
        super().__init__(choices=choices, coerce=int, empty_value=numbers[0], required=False)  # type: ignore[arg-type]


@register("invitation.create")
class Invite(AccessCommand):
    """Invite somebody by mail, or whoever gets a link: for some days, and so many people."""

    role = RoleField()
    email = forms.EmailField(max_length=254, required=False)
    days = ChoiceOf(*DAYS)
    uses = ChoiceOf(*USES)

    def run(self) -> None:
        role, email = Role(self.cleaned_data["role"]), self.cleaned_data["email"]
        access.require_to_manage(self.actor_role, role)
        if self.given("email"):
            self._check_address(email)
        self._make_room()
        invitation = Invitation(
            board=self.board,
            role=role,
            email=email,
            mailed=bool(email) and settings.SENDS_MAIL,
            expires_at=timezone.now() + timedelta(days=self.cleaned_data["days"]),
            max_uses=1 if email else self.cleaned_data["uses"],
            created_by=self.actor,
        )
        invitation.seal()
        self.insert(invitation)
        # Not to whom: everybody on the board reads this.
        self.record(invitation, None, {"role": role})
        if email:
            words = {"invitation": invitation, "inviter": self.actor.name, "board": self.board.name}
            reader = languages.chosen_by(queries.person_with(email=email)) or translation.get_language()
            self.mails.append(Mail(email, "boards/email/invitation", words, reader))

    def _check_address(self, email: str) -> None:
        if not email:
            raise refusal.invalid(_("Write the address that the invitation goes to."), "email")
        # Mail to strangers, with words of ours around a name that anybody may choose: not for the masses.
        if not limits.mails.spend(self.actor.pk):
            raise refusal.too_fast()

    def _make_room(self) -> None:
        everything = Invitation.objects.filter(board=self.board)
        # Nothing is told of them any more, and addresses are not kept without need.
        everything.filter(expires_at__lte=timezone.now()).delete()
        if everything.count() >= MAX_OPEN:
            raise refusal.invalid(_("This board has {n} invitations already. Take some back first.").format(n=MAX_OPEN))


@register("invitation.revoke")
class Revoke(AccessCommand):
    """Take an invitation back: nobody joins by it any more."""

    invitation = ChildField(Invitation)

    def run(self) -> None:
        invitation: Invitation = self.cleaned_data["invitation"]
        access.require_to_manage(self.actor_role, Role(invitation.role))
        self.record(invitation, {"role": invitation.role}, None)
        invitation.delete()
