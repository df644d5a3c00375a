"""The one place with the words of the journal: what a change, or several of one kind, are told as."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.activity.names import Names
from boards.activity.news import News, Values, column_in
from boards.models import Background, Patch, Role

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# By command; an edit of a card and a move also by what they came to.
SENTENCES: "dict[str, StrPromise]" = {
    "board.create": _("created the board"),
    "board.rename": _("renamed the board to {name}"),
    "board.set_background": _("chose the background {background} for the board"),
    "board.archive": _("archived the board"),
    "board.restore": _("restored the board"),
    "board.hand_over": _("handed the board over to {member}"),
    "board.hand_over self": _("gave up owning the board"),
    "member.add": _("added {member} as {role}"),
    "member.change": _("made {member} {role}"),
    "member.remove": _("removed {member}"),
    "member.leave": _("left the board"),
    "link.create": _("showed the board to guests by the link “{name}”"),
    "link.revoke": _("took back the guests’ link “{name_before}”"),
    "member.join": _("joined as {role}, by an invitation"),
    "invitation.create": _("invited somebody as {role}"),
    "invitation.revoke": _("took back an invitation"),
    "column.create": _("added the column {column}"),
    "column.rename": _("renamed the column {name_before} to {column}"),
    "column.move": _("moved the column {column}"),
    "column.archive": _("archived the column {column}"),
    "column.restore": _("brought the column {column} back"),
    "column.delete": _("deleted a column for good, with its cards"),
    "card.create": _("added {card} to {column}"),
    "card.edit": _("edited {card}"),
    "card.edit title": _("renamed {title_before} to {card}"),
    "card.edit description": _("edited the description of {card}"),
    "card.set_aside": _("kept another version of {card}"),
    "card.move": _("moved {card} within {column}"),
    "card.move column": _("moved {card} from {column_before} to {column}"),
    "card.archive": _("archived {card}"),
    "card.restore": _("brought {card} back"),
    "card.delete": _("deleted a card for good"),
    "cards.move": _("moved {cards} to {column}"),
    "cards.archive": _("archived {cards}"),
    "change.undo": _("took back a change of the board"),
    "change.undo cards": _("took back a change of {cards}"),
    "change.undo column": _("took back a change of the column {column}"),
    "change.undo card": _("took back a change of {card}"),
}
# The same, done to the same thing several times: where it needs other words than AGAIN. What was before is the
# oldest's, everything else the newest's.
REPEATED = {
    "board.rename": _("renamed the board {times}, at last to {name}"),
    "board.set_background": _("chose another background for the board {times}, at last {background}"),
    "column.rename": _("renamed the column {name_before} {times}, at last to {column}"),
    "card.edit title": _("renamed {title_before} {times}, at last to {card}"),
    "card.set_aside": _("kept {n} other versions of {card}"),
    "card.move column": _("moved {card} {times}, at last to {column}"),
    "change.undo": _("took back {n} changes of the board"),
    "change.undo column": _("took back {n} changes of the column {column}"),
    "change.undo card": _("took back {n} changes of {card}"),
}
AGAIN = _("{sentence} {times}")
TIMES = {2: _("twice")}


def tell(news: Sequence[News], names: Names) -> SafeString:
    """Return the sentence of one change, or of several of one kind about one thing, the newest first."""
    newest, oldest = news[0], news[-1]
    kind, words = newest.kind, _words(newest, names) | _words_before(oldest, names)
    if len(news) == 1:
        return format_html(str(SENTENCES[kind]), **words)
    words |= {"n": len(news), "times": TIMES.get(len(news)) or gettext("{n} times").format(n=len(news))}
    if kind in REPEATED:
        return format_html(str(REPEATED[kind]), **words)
    return format_html(str(AGAIN), sentence=format_html(str(SENTENCES[kind]), **words), **words)


def _words(news: News, names: Names) -> dict[str, object]:
    row, revision, after = news.patch.row, news.change.revision, news.after
    words: dict[str, object] = {
        "name": after.get("name") or "…",
        "role": Role(after["role"]).noun if "role" in after else "",
    }
    match news.patch.kind:
        case Patch.Kind.CARD | Patch.Kind.ASIDE:
            words |= {"card": names.card(row, revision), "column": _column(after, revision, names)}
            words["cards"] = names.cards(news.cards, revision)
        case Patch.Kind.BOARD:
            words["background"] = Background(after["background"]).label if "background" in after else "…"
        case Patch.Kind.COLUMN:
            words["column"] = names.column(row, revision)
        case Patch.Kind.MEMBER:
            words["member"] = names.member(row)
    return words


def _words_before(news: News, names: Names) -> dict[str, object]:
    words = {f"{field}_before": news.before.get(field) or "…" for field in ("name", "title")}
    return words | {"column_before": _column(news.before, news.change.revision, names)}


def _column(values: Values, revision: int, names: Names) -> SafeString | str:
    pk = column_in(values)
    return names.column(pk, revision) if pk else ""
