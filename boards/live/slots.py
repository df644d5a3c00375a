"""The only renderer of what goes on the wire: which slots a change touched, and their markup now.

A slot is rendered from the rows as they are, never from the journal: a late frame is newer than its stamp, not older.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from uuid import UUID

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from boards import queries
from boards.models import Board, Card, Change, Column, Patch


@dataclass
class Touched:
    """The slots to send: the board's head, columns as a whole, heads of columns, tiles, and orders of containers."""

    board_head: bool = False
    columns: set[UUID] = field(default_factory=set)
    # Columns that came (back) to the board: their tiles come with them.
    filled: set[UUID] = field(default_factory=set)
    heads: set[UUID] = field(default_factory=set)
    cards: set[UUID] = field(default_factory=set)
    # Cards that came or went where they are: the head of their column counts them.
    counted: set[UUID] = field(default_factory=set)
    # Cards whose inside, as their dialog shows it, is another now.
    insides: set[UUID] = field(default_factory=set)
    # As in Change.rekeyed: "board" or a column's id.
    orders: set[str] = field(default_factory=set)


def touched_by(changes: Iterable[Change]) -> Touched:
    """Map changes to their slots. The one mapping for the frame, the hub and resume alike."""
    touched = Touched()
    for change in changes:
        touched.orders.update(change.rekeyed)
        for patch in change.patches.all():
            _add(touched, patch)
    return touched


def _add(touched: Touched, patch: Patch) -> None:
    fields = {**(patch.before or {}), **(patch.after or {})}
    if patch.kind == Patch.Kind.BOARD:
        touched.board_head = True
    elif patch.kind == Patch.Kind.COLUMN:
        if "archived" in fields:
            touched.filled.add(patch.row)
        whole = "place" in fields or "archived" in fields
        (touched.columns if whole else touched.heads).add(patch.row)
    elif patch.kind == Patch.Kind.CARD:
        _add_card(touched, patch, fields.keys())
    # Who is a member, and what was set aside, is told by no slot, but by the shell.


def _add_card(touched: Touched, patch: Patch, fields: Collection[str]) -> None:
    touched.cards.add(patch.row)
    # Where a card stands is told by the board around its dialog.
    if set(fields) != {"place"}:
        touched.insides.add(patch.row)
    if "archived" in fields:
        touched.counted.add(patch.row)
    # A card that moves changes the counts of the columns it was and is in.
    for values in (patch.before, patch.after):
        if values and "place" in values:
            touched.heads.add(UUID(values["place"][0]))


def everything_on(board: Board) -> Touched:
    """Return every slot of a board: what a reset sends."""
    columns = set(Column.objects.filter(board=board, archived=False).values_list("pk", flat=True))
    return Touched(board_head=True, columns=columns, filled=columns)


def render(board: Board, touched: Touched, audiences: Mapping[str, dict[str, object]]) -> dict[str, str]:
    """Render the touched slots of a board once, as a frame for each audience with ``data-`` attributes of its own.

    Nothing in a slot is for members alone: what names people stands in the attributes.
    """
    inside = _inside_of_frame(_slots(board, touched))
    return {audience: _frame(inside, attributes) for audience, attributes in audiences.items()}


def render_insides(board: Board, ids: Collection[UUID], **attributes: object) -> dict[str, str]:
    """Render what the dialogs of cards show, each as a frame of its own; of a card that was deleted, its removal."""
    found = {card.pk: card for card in queries.cards_for_tiles(board=board, ids=ids)}
    return {str(pk): _frame(_inside_of_frame(_inside(pk, found.get(pk))), {"card": pk, **attributes}) for pk in ids}


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
        return format_html_join("", "{}", ((slot,) for slot in slots))


def _frame(inside: SafeString, attributes: dict[str, object]) -> SafeString:
    data = format_html_join("", ' data-{}="{}"', ((name.replace("_", "-"), each) for name, each in attributes.items()))
    return format_html("<hx-frame{}>{}</hx-frame>", data, inside)


def _slots(board: Board, touched: Touched) -> Iterable[SafeString]:
    if touched.board_head:
        yield _place(get_template("boards/_board_head.html").render({"board": board}))
    columns = {column.pk: column for column in queries.columns(board=board)}
    shown = [column for pk, column in columns.items() if pk in touched.columns]
    for pk in touched.columns - columns.keys():
        yield _remove("column", pk)
    column_template = get_template("boards/_column.html")
    for column in shown:
        yield _place(column_template.render({"column": column, "cards": []}), into=f"board-{board.pk}-columns")
    yield from _tiles(board, touched, columns.keys())
    yield from _heads(touched, columns)
    yield from _orders(board, touched.orders)


def _tiles(board: Board, touched: Touched, live: Collection[UUID]) -> Iterable[SafeString]:
    """Tiles one by one, and all tiles of columns that came (back) to the board."""
    template = get_template("boards/_card.html")
    wanted = touched.cards.copy()
    if filled := touched.filled & set(live):
        wanted.update(Card.objects.filter(column__in=filled, archived=False).values_list("pk", flat=True))
    found = {card.pk: card for card in queries.cards_for_tiles(board=board, ids=wanted)}
    for card in found.values():
        if not card.archived and card.column_id in live:
            yield _place(template.render({"card": card}), into=f"column-{card.column_id}-cards")
    for pk in wanted:
        if pk not in found or found[pk].archived or found[pk].column_id not in live:
            yield _remove("card", pk)
    touched.heads.update(found[pk].column_id for pk in touched.counted & found.keys())


def _heads(touched: Touched, columns: dict[UUID, Column]) -> Iterable[SafeString]:
    template = get_template("boards/_column_head.html")
    for pk in touched.heads - touched.columns:
        if pk in columns:
            yield _place(template.render({"column": columns[pk]}))


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
