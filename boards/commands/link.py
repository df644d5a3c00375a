"""Commands on links, by which guests see the board. They change access, so undo does not know them."""

from datetime import timedelta

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from boards import refusal
from boards.commands.base import Command, Values
from boards.commands.fields import ChildField, LineField
from boards.commands.registry import register
from boards.models import Link
from boards.models.fields import NAME_LENGTH

# A board is open to guests or it is not; more ways in than anybody can keep track of are a mistake.
MAX_LINKS = 50
MAX_DAYS = 3_650


class LinkCommand(Command):
    """A command whose patch tells of a link."""

    undoable = False

    def count_links(self, by: int) -> None:
        """Keep the board's counter; it is derived, so no patch tells of it."""
        self.board.link_count = F("link_count") + by
        self.board.save(update_fields=["link_count"])
        # The frame of this very change asks for it.
        self.board.refresh_from_db(fields=["link_count"])


@register("link.create")
class CreateLink(LinkCommand):
    """Show the board to whoever gets the link's address: for a number of days, or until it is taken back."""

    name = LineField(limit=NAME_LENGTH)
    days = forms.IntegerField(min_value=1, max_value=MAX_DAYS, required=False)

    def run(self) -> None:
        if self.board.link_count >= MAX_LINKS:
            raise refusal.invalid(_("This board has {n} links already. Take one back first.").format(n=MAX_LINKS))
        name, days = self.cleaned_data["name"], self.cleaned_data["days"]
        expires_at = timezone.now() + timedelta(days=days) if days else None
        link = Link(board=self.board, name=name, expires_at=expires_at, created_by=self.actor)
        link.seal()
        self.insert(link)
        self.count_links(1)
        self.record(link, None, _told_of(link))


@register("link.revoke")
class RevokeLink(LinkCommand):
    """Take a link back: the board closes for all guests who came by it."""

    link = ChildField(Link)

    def run(self) -> None:
        link: Link = self.cleaned_data["link"]
        self.record(link, _told_of(link), None)
        link.delete()
        self.count_links(-1)


def _told_of(link: Link) -> Values:
    return {"name": link.name, "expires": link.expires_at and link.expires_at.isoformat()}
