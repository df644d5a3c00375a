"""The provider of this server."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings

from board_project.sign_in import OpenID


def configured() -> OpenID:
    """Return what the environment says of the provider. Raises SocialApp.DoesNotExist where it names none."""
    if settings.OPENID is None:
        raise SocialApp.DoesNotExist
    return settings.OPENID
