// What a sign of something pending looks like, and where it stands.

import { elementOf, fromTemplate, visibleTile } from "./page.js";
import { arrange, move } from "./primitives.js";

/** A card that the server does not know yet. */
export function createdTile(id, title, isLive) {
  const tile = fromTemplate("pending-card");
  tile.dataset.card = id;
  tile.querySelector(".card-title").textContent = title;
  // Words only for what takes long: otherwise the tile would grow and shrink in passing.
  tile.querySelector(".card-marks").hidden = isLive;
  return tile;
}

export function createdColumn(id, name) {
  const column = fromTemplate("pending-column");
  column.dataset.column = id;
  column.querySelector(".column-name").textContent = name;
  return column;
}

/** A tile on its way to another place. */
export function cloneOf(tile, id) {
  const clone = tile.cloneNode(true);
  for (const element of [clone, ...clone.querySelectorAll("[id]")]) element.removeAttribute("id");
  clone.removeAttribute("data-order");
  clone.removeAttribute("data-pending");
  clone.querySelector(".host")?.remove();
  clone.classList.add("pending");
  clone.classList.remove("is-lifted", "is-chosen");
  clone.dataset.card = id;
  return clone;
}

/** True where the board has put a tile there already; the acknowledgement may come later. */
export function isAt(tile, { column, after }) {
  if (tile.parentNode.id !== `column-${column}-cards`) return false;
  let previous = tile.previousElementSibling;
  while (previous && !previous.dataset.order) previous = previous.previousElementSibling;
  return after === (previous?.id.slice("card-".length) ?? "");
}

/** Put a sign beside its neighbour, as the server will: after, else before, else at the end. */
export function putAt(container, sign, { after, before }) {
  const inside = (id) => (id && visibleTile(id)?.parentNode === container ? visibleTile(id) : null);
  if (after === "") container.prepend(sign);
  else if (inside(after)) inside(after).after(sign);
  else container.insertBefore(sign, inside(before));
}

/** Put a column where it is going, on top of those that went before it; return how to undo all of that. */
export function reorder(column, { after, before }) {
  const container = column.parentNode;
  const inside = (id) => (id ? elementOf("column", id) : null);
  const first = container.querySelector(":scope > .column[data-order]");
  const successor = after === "" ? first : (inside(after)?.nextElementSibling ?? inside(before));
  if (successor !== column) move(container, column, successor);
  return () => arrange(container);
}

/** Where a draft that waits is told: at the tile and in the dialog of its card, or at the foot or head of its column. */
export function placesOfDraft(key) {
  const [kind, id] = key.split(" ");
  const column = id && elementOf("column", id);
  if (column)
    return [
      kind === "add-card" ? column.querySelector(":scope > .host[data-host=add-card]") : column.firstElementChild,
    ];
  const places = id ? [elementOf("card", id), document.getElementById(`card-${id}-inside`)] : [];
  return places.filter(Boolean);
}

/** The sign of a draft that waits; a click opens its editor. */
export function draftMark(key) {
  const mark = fromTemplate("draft");
  [mark.dataset.kind, mark.dataset.about] = key.split(" ");
  return mark;
}
