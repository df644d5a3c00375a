"""Template tags of single sign-on, which show nothing on a server that has none."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context

register = template.Library()


@register.inclusion_tag("socialaccount/_button.html", takes_context=True)
def single_sign_on(context: Context, *, makes_accounts: bool = False) -> dict[str, Any]:
    """Show the button; afterwards somebody goes on where the page's own form would have led.

    ``makes_accounts``: only where whoever comes from the provider gets an account.
    """
    shared = {name: context.get(name, "") for name in ("csrf_token", "redirect_field")}
    is_shown = settings.OPENID and (settings.OPENID.makes_accounts or not makes_accounts)
    return {**shared, "openid": settings.OPENID if is_shown else None}


@register.simple_tag
def has_single_sign_on() -> bool:
    """Tell whether this server has it."""
    return settings.OPENID is not None
