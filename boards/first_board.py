"""A board that explains the product by being used: what a newcomer looks around on, and what the demo begins with."""

from django.utils.translation import gettext as _

from boards.commands.board import Plan


def start_here() -> Plan:
    """Return the column that explains, in the language of whoever asks."""
    return Plan(_("Start here"), _cards())


def columns() -> list[Plan]:
    """Return what a newcomer's example has: the column that explains, and steps to move its cards to."""
    return [start_here(), Plan(_("To do")), Plan(_("Doing")), Plan(_("Done"))]


def _cards() -> list[tuple[str, str]]:
    return [
        (
            _("Drag me to Done"),
            _(
                "Take hold of a card anywhere, and let go over another column. On a phone, let a finger rest on it"
                " until it lifts.\n\nWhoever has this board open sees it **fly there as it happens**."
            ),
        ),
        (
            _("Open me: two people can write here at once"),
            _(
                "Open this board in a second window, signed in as somebody else, and edit this text in both.\n\n"
                "- Changes in different lines are *put together*.\n"
                "- Where both changed one line, the later one is shown both texts and chooses.\n"
                "- A ring on the card tells who is at it, and whether they are writing."
            ),
        ),
        (
            _("Press N to write a card"),
            _(
                "**N** opens a new card in the column where you are; **Enter** saves it, and the next one can be"
                " typed at once.\n\nPaste a list, and each of its lines becomes a card:\n\n"
                "```\nBorrow the long ladder\nAsk who has keys\nCount the lamps\n```"
            ),
        ),
        (
            _("Find anything with Ctrl+K"),
            _(
                "Cards, columns, boards, people, and whatever can be done: type the beginnings of a few words, in any"
                " order. The glass at the top does the same.\n\nTry `drag done`."
            ),
        ),
        (
            _("Pull the plug, and go on"),
            _(
                "Switch the network off, then move and write some cards. They wait with a dashed edge, and are sent in"
                " order when it is back.\n\n> Nothing that you typed is lost, not even when the browser crashes."
            ),
        ),
        (
            _("Take it back"),
            _(
                "**Ctrl+Z** takes back what you did last on the board, and **Ctrl+Shift+Z** does it again. The card’s"
                " *versions* keep every text that it had."
            ),
        ),
        (
            _("Text can have form"),
            _(
                "Descriptions are Markdown:\n\n"
                "1. lists with numbers\n2. **bold**, *italic*, `code`\n3. [links](https://commonmark.org/help/)\n\n"
                "| who | what |\n|---|---|\n| Alice | the pier |\n| Bob | the boats |"
            ),
        ),
        (
            _("Carry me without a mouse"),
            _(
                "Go to a card with the arrows. **Space** lifts it, the arrows carry it, **Space** puts it down."
                " **?** shows all keys."
            ),
        ),
        (
            _("Ask somebody to join"),
            _(
                "On the page *Members* you add colleagues, invite others by mail or by a link, and make links for"
                " guests who only look on."
            ),
        ),
        (
            _("Archive me when you have read this"),
            _(
                "What is done goes to the *archive*, by a card’s menu or with **C**. It stays there as it was, until"
                " somebody brings it back."
            ),
        ),
    ]
