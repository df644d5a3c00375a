"""The only writers of journalled board content: one module per noun, one class per verb."""

from boards.commands import board, card, cards, change, column, invitation, link, member

__all__ = ["board", "card", "cards", "change", "column", "invitation", "link", "member"]
