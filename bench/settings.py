"""The settings of a server that counts how often it reads the journal: those of the product, and one app more."""

from board_project.settings import *  # noqa: F403
from board_project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.counting.Counting"]
__all__ = ["INSTALLED_APPS"]
