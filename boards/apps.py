"""The app: live boards."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Boards, and everything that makes them live."""

    name = "boards"
