"""The only renderer of what goes on the wire: the slots that were touched, as they are now.

A slot is rendered from the rows as they are, never from the journal: a late frame is newer than its stamp, not older.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards import queries
from boards.live.touched import Touched
from boards.models import Board, Card, Column

if TYPE_CHECKING:
    from boards.queries import Tile


@dataclass(frozen=True)
class Rows:
    """What a frame and its dialogs show, read once: cards by their ids, columns of the board that are not archived."""

    cards: "Mapping[UUID, Tile]"
    columns: Mapping[UUID, Column]


def read(board: Board, touched: Touched, dialogs: Collection[UUID] = ()) -> Rows:
    """Read the rows behind the touched slots, and behind the insides of cards in ``dialogs``: no others."""
    cards = {card.pk: card for card in queries.cards_for_tiles(board=board, ids=touched.cards.union(dialogs))}
    counting = {cards[pk].column_id for pk in touched.counted & cards.keys()}
    # In order, since columns are placed one after the other.
    named = touched.columns | touched.filled | touched.heads | counting
    columns = {each.pk: each for each in queries.columns(board=board).filter(pk__in=named)} if named else {}
    if filled := touched.filled & columns.keys():
        cards |= {card.pk: card for card in queries.tiles_in(board=board, columns=filled)}
    return Rows(cards, columns)


def render(board: Board, touched: Touched, rows: Rows, audiences: Mapping[str, dict[str, object]]) -> dict[str, str]:
    """Render the touched slots of a board once, as a frame for each audience with ``data-`` attributes of its own.

    Nothing in a slot is for members alone: what names people stands in the attributes.
    """
    inside = _inside_of_frame(_slots(board, touched, rows))
    return {audience: _frame(inside, attributes) for audience, attributes in audiences.items()}


def render_insides(rows: Rows, ids: Collection[UUID], **attributes: object) -> dict[str, str]:
    """Render what the dialogs of cards show, each as a frame of its own; of a card that was deleted, its removal."""
    return {
        str(pk): _frame(_inside_of_frame(_inside(pk, rows.cards.get(pk))), {"card": pk, **attributes}) for pk in ids
    }


def render_put_away(board: Board, ids: Collection[UUID], **attributes: object) -> dict[str, str]:
    """Render what guests get in place of the insides of those of the cards that are archived, or whose column is.

    That they are, and nothing of their texts: what is put away is for members, and these may be writing on it.
    """
    away = queries.cards_put_away(board=board, ids=ids)
    blank = (Card(pk=card.pk, title=f"#{card.number}", archived=True) for card in away)
    return {
        str(card.pk): _frame(_inside_of_frame(_inside(card.pk, card)), {"card": card.pk, **attributes})
        for card in blank
    }


def _inside(card_id: UUID, card: Card | None) -> Iterable[SafeString]:
    if card is None:
        yield format_html('<hx-remove data-id="card-{}-inside"></hx-remove>', card_id)
    else:
        yield _place(get_template("boards/_card_inside.html").render({"card": card}))


def _inside_of_frame(slots: Iterable[SafeString]) -> SafeString:
    # Slots hold no words and no local times; this keeps the sender's language and time zone out all the same.
    with translation.override(None), timezone.override(UTC):
        return SafeString("".join(slots))


def _frame(inside: SafeString, attributes: dict[str, object]) -> SafeString:
    # The names are ours, the values may be anybody's.
    data = "".join(f' data-{name.replace("_", "-")}="{{}}"' for name in attributes)
    return format_html(f"<hx-frame{data}>{{}}</hx-frame>", *attributes.values(), inside)


def _slots(board: Board, touched: Touched, rows: Rows) -> Iterable[SafeString]:
    if touched.board_head:
        yield _place(get_template("boards/_board_head.html").render({"board": board}))
    for pk in touched.columns - rows.columns.keys():
        yield _remove("column", pk)
    column_template = get_template("boards/_column.html")
    for pk, column in rows.columns.items():
        if pk in touched.columns:
            # Without its tiles: those that come with it follow one by one.
            yield _place(column_template.render({"column": column}), into=f"board-{board.pk}-columns")
    yield from _tiles(touched, rows)
    yield from _heads(touched, rows)
    yield from _orders(board, touched.orders)


def _tiles(touched: Touched, rows: Rows) -> Iterable[SafeString]:
    """Tiles one by one, and all tiles of columns that came (back) to the board."""
    template = get_template("boards/_card.html")
    for card in rows.cards.values():
        if not card.is_away and (card.pk in touched.cards or card.column_id in touched.filled):
            yield _place(template.render({"card": card}), into=f"column-{card.column_id}-cards")
    for pk in touched.cards:
        if pk not in rows.cards or rows.cards[pk].is_away:
            yield _remove("card", pk)


def _heads(touched: Touched, rows: Rows) -> Iterable[SafeString]:
    template = get_template("boards/_column_head.html")
    for pk, column in rows.columns.items():
        if pk not in touched.columns:
            yield _place(template.render({"column": column}))


def _orders(board: Board, containers: Iterable[str]) -> Iterable[SafeString]:
    for name in containers:
        if name == "board":
            rows = Column.objects.filter(board=board, archived=False)
            yield _order(f"board-{board.pk}-columns", "column", rows.values_list("pk", "order"))
        else:
            cards = Card.objects.filter(column=UUID(name), archived=False)
            yield _order(f"column-{name}-cards", "card", cards.values_list("pk", "order"))


def _place(element: str, into: str = "") -> SafeString:
    if not into:
        return format_html("<hx-place>{}</hx-place>", element)
    return format_html('<hx-place data-into="{}">{}</hx-place>', into, element)


def _remove(kind: str, pk: UUID) -> SafeString:
    return format_html('<hx-remove data-id="{}-{}"></hx-remove>', kind, pk)


def _order(into: str, kind: str, keys: Iterable[tuple[UUID, str]]) -> SafeString:
    pairs = " ".join(f"{kind}-{pk} {key}" for pk, key in keys)
    return format_html('<hx-order data-into="{}" data-keys="{}"></hx-order>', into, pairs)
