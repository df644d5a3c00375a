"""The app: live boards."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.db.models.signals import post_delete

if TYPE_CHECKING:
    from boards.models import User


class BoardsConfig(AppConfig):
    """Boards, and everything that makes them live."""

    name = "boards"

    def ready(self) -> None:
        """Register what the admin shows, and let a picture go with its person, however that is deleted."""
        import_module("boards.admin")
        post_delete.connect(_forget_picture, sender="boards.User")


def _forget_picture(instance: "User", **_: object) -> None:
    # After the app is ready: it needs the models.
    from boards import pictures  # noqa: PLC0415

    pictures.forget(instance.picture)
