"""What the archive says of its person herself; of second factors their names and dates, never what makes them work."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from boards.models import User


def facts(user: User) -> dict[str, Any]:
    """Return the profile, settings, addresses, second factors, sessions and accounts elsewhere."""
    return {
        "profile": {
            "id": user.pk,
            "name": user.name,
            "email": user.email,
            "joined_at": user.date_joined,
            "signed_in_at": user.last_login,
        },
        "settings": {
            "colour": user.colour,
            "theme": user.theme,
            "contrast": user.contrast,
            "time_zone": user.time_zone,
            "language": user.language,
        },
        "addresses": list(
            EmailAddress.objects.filter(user_id=user.pk).order_by("pk").values("email", "verified", "primary")
        ),
        "second_factors": [
            _factor(each) for each in Authenticator.objects.filter(user_id=user.pk).order_by("created_at")
        ],
        "sessions": list(
            UserSession.objects.filter(user_id=user.pk)
            .order_by("created_at")
            .values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "accounts_elsewhere": list(
            SocialAccount.objects.filter(user_id=user.pk)
            .order_by("pk")
            .values("provider", "uid", "extra_data", "date_joined", "last_login")
        ),
    }


def _factor(factor: Authenticator) -> dict[str, Any]:
    name = factor.data.get("name", "") if factor.type == Authenticator.Type.WEBAUTHN else ""
    return {"kind": factor.type, "name": name, "added_at": factor.created_at, "used_at": factor.last_used_at}
