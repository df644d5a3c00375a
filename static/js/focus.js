// Where the keyboard is: on a card, which may be repainted, moved or removed under it.

import { elementOf, idAround, visibleTile } from "./page.js";

// Lifecycle: none; whoever changes the board asks before and after.

// Actions

/** Return which card has the focus, or gets it back from its menu, and what stands around it; else undefined. */
export function focusNow() {
  const active = document.activeElement;
  const holder = active.closest(".menu") ? document.querySelector(".trigger[aria-expanded]") : active;
  const tile = holder?.closest(".host") ? null : holder?.closest(".card");
  if (!tile) return undefined;
  const tiles = Array.from(tile.parentNode.children).filter((other) => other.matches(".card:not([hidden])"));
  const ids = tiles.map((other) => idAround(other, "card"));
  const at = tiles.indexOf(tile);
  return {
    id: idAround(tile, "card"),
    selector: holder.matches(".trigger") ? ".trigger" : "a",
    column: idAround(tile, "column"),
    // The next ones, then the previous ones, nearest first.
    others: [...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0)).reverse()],
  };
}

/** Give the focus back to its card, whatever stands for that now; if the card is gone, to what stood beside it. */
export function restore(spot) {
  if (!spot) return;
  const active = document.activeElement;
  const tile = visibleTile(spot.id);
  const isLost = active === document.body || active.closest("[hidden]") !== null;
  if (tile && isLost) tile.querySelector(spot.selector)?.focus({ preventScroll: true });
  // The menu of a card that is gone closes, and has nothing to give the focus back to.
  if (!tile && (isLost || active.closest(".menu"))) neighbourOf(spot)?.focus();
}

// Private

function neighbourOf({ selector, column, others }) {
  const owner = elementOf("column", column);
  const tiles = others.map(visibleTile).filter((tile) => tile && owner?.contains(tile));
  const controls = tiles.map((tile) => tile.querySelector(selector));
  return controls.find(Boolean) ?? owner?.querySelector(".column-name a");
}
