"""The settings of a server that can be made to fail: those of the product, with a saboteur among its apps."""

from board_project.settings import *  # noqa: F403
from board_project.settings import CHANNEL_LAYERS, DATABASES, INSTALLED_APPS, REDIS_URL

INSTALLED_APPS = [*INSTALLED_APPS, "faults.sabotage.Sabotage"]
if REDIS_URL:
    CHANNEL_LAYERS["default"]["BACKEND"] = "faults.sabotage.UnrulyLayer"
__all__ = ["CHANNEL_LAYERS", "DATABASES", "INSTALLED_APPS"]
