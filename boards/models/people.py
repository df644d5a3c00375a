"""People: who signs in, and what others see of them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.models.fields import NAME_LENGTH, PALETTE_SIZE, Id


class Theme(models.TextChoices):
    """How pages look: as the system says, or always the same."""

    SYSTEM = "", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Contrast(models.TextChoices):
    """How far colours stand apart: as the system says, or always far."""

    SYSTEM = "", _("As the system")
    MORE = "more", pgettext_lazy("contrast", "More")


class People(UserManager["User"]):
    """Creates users by e-mail address instead of a user name."""

    def _create_user(self, email: str, password: str | None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(force_insert=True, using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":  # type: ignore[override]
        """Create somebody who can sign in."""
        return self._create_user(email, password, **fields)

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":  # type: ignore[override]
        """Create somebody who can also open the admin pages."""
        return self._create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person. Others see the name and the colour, never the e-mail address."""

    id = Id()
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    colour = models.PositiveSmallIntegerField(default=0)
    # A name of the IANA database; empty means the browser's.
    time_zone = models.CharField(max_length=64, blank=True)
    # Of ``settings.LANGUAGES``; empty means what the browser asks for.
    language = models.CharField(max_length=16, blank=True)
    theme = models.CharField(max_length=5, choices=Theme, blank=True)
    contrast = models.CharField(max_length=4, choices=Contrast, blank=True)
    # The name of a file of ``boards.pictures``; empty: the initials are shown.
    picture = models.CharField(max_length=32, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if self._state.adding:
            self.colour = self.id.int % PALETTE_SIZE
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_full_name(self) -> str:
        """Return the name, for Django's own pages."""
        return self.name

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def display_name(user: User) -> str:
    """Return what allauth calls somebody in its messages."""
    return user.name
