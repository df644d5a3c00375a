"""The one place with the words of the journal: what a change, or several of one kind, are told as."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.activity.names import Names
from boards.activity.news import News, Values, column_in
from boards.models import Background, Patch

# By command; an edit of a card and a move also by what they came to.
SENTENCES = {
    "board.create": "created the board",
    "board.rename": "renamed the board to {name}",
    "board.set_background": "chose the background {background} for the board",
    "board.archive": "archived the board",
    "board.restore": "restored the board",
    "board.hand_over": "handed the board over to {member}",
    "board.hand_over self": "gave up owning the board",
    "member.add": "added {member} as {role}",
    "member.change": "made {member} {role}",
    "member.remove": "removed {member}",
    "member.leave": "left the board",
    "link.create": "showed the board to guests by the link “{name}”",
    "link.revoke": "took back the guests’ link “{name_before}”",
    "member.join": "joined as {role}, by an invitation",
    "invitation.create": "invited somebody as {role}",
    "invitation.revoke": "took back an invitation",
    "column.create": "added the column {column}",
    "column.rename": "renamed the column {name_before} to {column}",
    "column.move": "moved the column {column}",
    "column.archive": "archived the column {column}",
    "column.restore": "brought the column {column} back",
    "column.delete": "deleted a column for good, with its cards",
    "card.create": "added {card} to {column}",
    "card.edit": "edited {card}",
    "card.edit title": "renamed {title_before} to {card}",
    "card.edit description": "edited the description of {card}",
    "card.set_aside": "kept another version of {card}",
    "card.move": "moved {card} within {column}",
    "card.move column": "moved {card} from {column_before} to {column}",
    "card.archive": "archived {card}",
    "card.restore": "brought {card} back",
    "card.delete": "deleted a card for good",
    "change.undo": "took back a change of the board",
    "change.undo column": "took back a change of the column {column}",
    "change.undo card": "took back a change of {card}",
}
# The same, done to the same thing several times: where it needs other words than AGAIN. What was before is the
# oldest's, everything else the newest's.
REPEATED = {
    "board.rename": "renamed the board {times}, at last to {name}",
    "board.set_background": "chose another background for the board {times}, at last {background}",
    "column.rename": "renamed the column {name_before} {times}, at last to {column}",
    "card.edit title": "renamed {title_before} {times}, at last to {card}",
    "card.set_aside": "kept {n} other versions of {card}",
    "card.move column": "moved {card} {times}, at last to {column}",
    "change.undo": "took back {n} changes of the board",
    "change.undo column": "took back {n} changes of the column {column}",
    "change.undo card": "took back {n} changes of {card}",
}
AGAIN = "{sentence} {times}"
TIMES = {2: "twice"}


def tell(news: Sequence[News], names: Names) -> SafeString:
    """Return the sentence of one change, or of several of one kind about one thing, the newest first."""
    newest, oldest = news[0], news[-1]
    kind, words = newest.kind, _words(newest, names) | _words_before(oldest, names)
    if len(news) == 1:
        return format_html(SENTENCES[kind], **words)
    words |= {"n": len(news), "times": TIMES.get(len(news), f"{len(news)} times")}
    if kind in REPEATED:
        return format_html(REPEATED[kind], **words)
    return format_html(AGAIN, sentence=format_html(SENTENCES[kind], **words), **words)


def _words(news: News, names: Names) -> dict[str, object]:
    row, revision, after = news.patch.row, news.change.revision, news.after
    words: dict[str, object] = {"name": after.get("name") or "…", "role": after.get("role", "")}
    match news.patch.kind:
        case Patch.Kind.CARD | Patch.Kind.ASIDE:
            words |= {"card": names.card(row, revision), "column": _column(after, revision, names)}
        case Patch.Kind.BOARD:
            words["background"] = dict(Background.choices).get(after.get("background"), "…")
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
