"""Template tags: the DOM ids that frames address, icons, and the fields that every command's form begins with."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards import invitations, signup
from boards.markdown import to_html
from boards.models import Invitation

register = template.Library()


@register.simple_tag
def dom_id(row: Model, part: str = "") -> str:
    """Return the DOM id of a row, or of a part of it: ``card-<id>``, ``column-<id>-head``."""
    name = f"{row._meta.model_name}-{row.pk}"
    return f"{name}-{part}" if part else name


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the page's sprite; it says nothing to a screen reader."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"></use></svg>', name)


@register.filter
def without(rows: Iterable[Model], row: Model) -> list[Model]:
    """Return the rows but for one: the neighbours that it may have."""
    return [other for other in rows if other != row]


@register.filter
def markdown(text: str) -> SafeString:
    """Return a description as clean HTML."""
    return to_html(text)


@register.simple_tag(takes_context=True)
def carried_invitation(context: Context) -> Invitation | None:
    """Return the invitation that a visitor came with, if it is good."""
    return invitations.carried(context["request"])


@register.simple_tag(takes_context=True)
def anybody_may_sign_up(context: Context) -> bool:
    """Tell whether a visitor may find the form for an account."""
    return signup.may_begin(context["request"])


@register.simple_block_tag(takes_context=True)
def command(context: Context, content: str, verb: str, **hidden: Any) -> SafeString:
    """Wrap ``content`` into the form of a command, with hidden fields by name.

    It works without script (``action``), and names its command for script (``data-command``).
    """
    form = {
        "verb": verb,
        "action": reverse("boards:do", args=[context["board"].pk, verb]),
        "hidden": hidden,
        "csrf_token": context.get("csrf_token"),
        "content": content,
    }
    return render_to_string("boards/_command.html", form)
