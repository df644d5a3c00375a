"""What an administrator decides about people, and how boards and people are named at a shell."""

from collections.abc import Sequence
from uuid import UUID

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from boards.models import Board, Membership, Role, User
from boards.models.fields import NAME_LENGTH


def people(words: Sequence[str] = ()) -> QuerySet[User]:
    """Return the people whose name or address has every one of these words, each with ``board_total``."""
    found = User.objects.annotate(board_total=Count("memberships"))
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.order_by("name", "email")


def person(email: str) -> User:
    """Return whose address this is, active or not. Raises LookupError."""
    found = User.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise LookupError(f"Nobody has the address {email}. “manage.py users” lists everybody.")
    return found


def board(name: str) -> Board:
    """Return a board by its id, its address or its name. Raises LookupError if none or several have it."""
    for part in reversed(name.strip().split("/")):
        try:
            found = list(Board.objects.filter(pk=UUID(part)))
        except ValueError:
            continue
        break
    else:
        found = list(Board.objects.filter(name__iexact=name.strip()).order_by("created_at"))
    if not found:
        raise LookupError(f"There is no board “{name}”. Give its address, its id or its whole name.")
    if len(found) > 1:
        ids = "".join(f"\n  {each.pk}  {each.name}" for each in found)
        raise LookupError(f"{len(found)} boards are called so. Give the id of the one that you mean:{ids}")
    return found[0]


def without_owner(boards: QuerySet[Board]) -> QuerySet[Board]:
    """Return those of the boards that nobody who can sign in owns."""
    owners = Membership.objects.filter(board=OuterRef("pk"), role=Role.OWNER, user__is_active=True)
    return boards.filter(~Exists(owners))


def disable(user: User) -> None:
    """Let somebody in no more, and end her sessions; open sockets close with the next look of the heartbeat."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user.pk)


def enable(user: User) -> None:
    """Let somebody in again, who signs in anew."""
    user.is_active = True
    user.save(update_fields=["is_active"])


def set_administrator(user: User, *, to: bool) -> None:
    """Open the admin pages to somebody, or close them."""
    user.is_staff = user.is_superuser = to
    user.save(update_fields=["is_staff", "is_superuser"])


def is_confirmed(user: User) -> bool:
    """Tell whether somebody's address is known to be theirs; where no mail is sent, that is never asked for."""
    if settings.ACCOUNT_EMAIL_VERIFICATION != "mandatory":
        return True
    return bool(EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists())


def make_person(email: str, name: str = "") -> User:
    """Make an account without a password, whose address somebody at the shell vouches for.

    Without a name it has what stands before the @. Raises LookupError if this is no address.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise LookupError(f"{email} is no e-mail address.") from error
    name = " ".join(name.split()) or address.partition("@")[0]
    user = User.objects.create_user(address, name=name[:NAME_LENGTH])
    EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
    return user


def password_link(user: User) -> str:
    """Return where somebody chooses a password: good once, and for as long as links of this kind in mails."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    words = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs=words)


def end_sessions(user_id: UUID) -> None:
    """End everything that somebody is signed in with. Sessions are opaque to the database: each is looked into."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user_id):
            session.delete()
