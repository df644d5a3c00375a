"""``manage.py reset_2fa``: let somebody in again who has lost the phone, the keys and the recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.models import User


class Command(BaseCommand):
    """Remove somebody's second factors."""

    help = "Remove the second factors of an account, so that its password alone signs in. First make sure who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        factors = Authenticator.objects.filter(user=user)
        kinds = sorted(factor.get_type_display() for factor in factors)
        factors.delete()
        if not kinds:
            self.stdout.write(f"{user.name} ({user.email}) had no second factor.")
            return
        self.stdout.write(
            f"Removed from {user.name} ({user.email}): {', '.join(kinds)}. The password alone signs in now."
        )
