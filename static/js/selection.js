// Which cards are selected: in this tab only, and known by their ids, whatever happens to their tiles.

import { board, elementOf, emit, idAround, visibleTile } from "./page.js";

const chosen = new Set();
// Whoever asked to select needs no key with each press: what a tile is pressed for is to be selected.
let isAsked = false;

// Lifecycle: none; selecting.js and selection-bar.js, which come later, are told by the page's event "selection".

// Actions

export const isChosen = (id) => chosen.has(id);
export const isChoosing = () => isAsked;
export const chosenCount = () => chosen.size;

/** What stands for cards on the screen now, in the order of the board: many are found in one look. */
export function tilesOf(ids) {
  if (ids.length < 2) return ids.map(visibleTile).filter(Boolean);
  const wanted = new Set(ids);
  const tiles = Array.from(board.querySelectorAll(".card:not([hidden])"));
  return tiles.filter((tile) => wanted.has(idAround(tile, "card")));
}

export const chosenTiles = () => tilesOf([...chosen]);

/** The ids of selected cards, in the order in which the board shows them. */
export const chosenIds = () => chosenTiles().map((tile) => idAround(tile, "card"));

/** Which cards go along with one: all that are selected, if it is among them. */
export const together = (id) => (chosen.has(id) ? chosenIds() : [id]);

/** Select cards, or not any more. One that the server does not know yet cannot be: nothing could be done with it. */
export function choose(ids, isOn = true) {
  for (const id of ids) {
    if (isOn && elementOf("card", id)) chosen.add(id);
    else chosen.delete(id);
  }
  emit("selection");
}

/** Select by mere presses from now on, beginning with a card if there is one. */
export function begin(ids = []) {
  isAsked = true;
  choose(ids);
}

/** Select nothing any more; `isDone` where that is because something was done with it, which speaks for itself. */
export function clear({ isDone = false } = {}) {
  if (!chosen.size && !isAsked) return;
  chosen.clear();
  isAsked = false;
  emit("selection", { isDone });
}
