"""What is stored: data and constraints. Nothing here sends, and only ``boards.commands`` writes board content."""

from boards.models.board import Background, Board, Column, Membership, Role
from boards.models.card import Card
from boards.models.invitation import Invitation
from boards.models.journal import Change, Lineage, Patch
from boards.models.link import Link
from boards.models.people import Contrast, Theme, User
from boards.models.visit import Visit

__all__ = [
    "Background",
    "Board",
    "Card",
    "Change",
    "Column",
    "Contrast",
    "Invitation",
    "Lineage",
    "Link",
    "Membership",
    "Patch",
    "Role",
    "Theme",
    "User",
    "Visit",
]
