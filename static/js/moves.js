// Where one step takes a card or a column: read from the board as it is now.

import { placeBeside } from "./lib/order.js";
import { board, elementOf, isMirrored, visibleTile } from "./page.js";

/** Ids of the columns of the board, in order. */
export const columnIds = () =>
  Array.from(board.querySelector(".columns").children, (column) => column.id.slice(7)).filter(Boolean);

/** Ids of the cards that a column shows, in order; those that are on their way count where they are going. */
export function cardIds(container) {
  const tiles = Array.from(container.children).filter((tile) => tile.matches(".card:not([hidden])"));
  return tiles.map((tile) => tile.dataset.card ?? tile.id.slice(5));
}

const STEPS = { up: -1, left: -1, down: 1, right: 1 };

/** Return the fields of a move by one step, or null where there is nowhere to go. */
export function stepOf(noun, id, direction) {
  // A column goes where the word points; a card "to the next column" goes on as one reads.
  if (noun === "column") return placeBeside(columnIds(), id, STEPS[direction] * (isMirrored() ? -1 : 1));
  const container = visibleTile(id)?.closest(".cards");
  if (!container) return null;
  const column = container.id.slice("column-".length, -"-cards".length);
  if (direction === "up" || direction === "down") {
    const place = placeBeside(cardIds(container), id, STEPS[direction]);
    return place && { column, ...place };
  }
  const columns = columnIds();
  const next = columns[columns.indexOf(column) + STEPS[direction]];
  return next === undefined ? null : endOf(next);
}

function endOf(column) {
  const ids = cardIds(elementOf("column", column).querySelector(".cards"));
  return { column, after: ids.at(-1) ?? "" };
}
