// Signs of what is not done yet, where it was made: painted over the board, taken off before each frame, painted again.
//
// The board's own elements stay what the server rendered; a frame never meets a trace of what only this browser believes.

import { waitingDrafts } from "./drafts.js";
import { focusNow, restore } from "./focus.js";
import { fold } from "./lib/fold.js";
import { entries } from "./outbox.js";
import { board, elementOf, on } from "./page.js";
import {
  cloneOf,
  createdColumn,
  createdTile,
  draftMark,
  isAt,
  placesOfDraft,
  putAt,
  reorder,
} from "./pending-parts.js";

const NAMES = { card: ".card-title a", column: ".column-name a" };
let undo = [];
let focus = null;
let isLive = false;
const shown = new Set();

// Lifecycle

export function start() {
  for (const name of ["outbox", "drafts"]) on(name, repaint);
  for (const name of ["before-frame", "before-inside"]) on(name, lift);
  for (const name of ["frame", "inside", "dialog"]) on(name, paint);
  on("state", ({ state }) => {
    isLive = state === "live";
    repaint();
  });
}

// Private

function repaint() {
  lift();
  paint();
}

/** Take the signs off. A card in the keyboard's hands stays there while a sign takes its place, and back again. */
function lift() {
  focus = focusNow();
  undo.reverse().forEach((step) => step());
  undo = [];
}

function paint() {
  for (const [id, view] of fold(entries())) PAINT[view.noun]?.(id, view);
  for (const { key } of waitingDrafts()) {
    for (const place of placesOfDraft(key)) add(draftMark(key), place, null);
  }
  restore(focus);
}

const PAINT = {
  board: (_id, { texts }) => write(document.getElementById(`${board.id}-head`), texts.name),
  column: (id, view) => {
    const column = elementOf("column", id);
    if (!column) return view.created && add(createdColumn(id, view.texts.name), board.querySelector(".columns"), null);
    mark(column);
    write(column.querySelector(NAMES.column), view.texts.name);
    return view.place && undo.push(reorder(column, view.place));
  },
  card: (id, view) => {
    const inside = document.getElementById(`card-${id}-inside`);
    if (inside) {
      mark(inside);
      write(inside.querySelector(".inside-title"), view.texts.title);
    }
    const tile = elementOf("card", id);
    if (!tile) return view.created && place(createdTile(id, view.texts.title, isLive), id, view.place);
    mark(tile);
    write(tile.querySelector(NAMES.card), view.texts.title);
    // A tile with an open editor stays where it can be seen.
    if (!view.place || isAt(tile, view.place) || tile.querySelector(".host form")) return undefined;
    return place(cloneOf(tile, id), id, view.place) && set(tile, "hidden", "");
  },
};

/** Show where a card is going; false where its column is not on the page. */
function place(sign, id, { column, after, before }) {
  const container = document.getElementById(`column-${column}-cards`);
  if (!container) return false;
  putAt(container, sign, { after, before });
  undo.push(() => sign.remove());
  if (!shown.has(id + after)) sign.scrollIntoView({ block: "nearest", inline: "nearest" });
  shown.add(id + after);
  return true;
}

function add(sign, container, successor) {
  container.insertBefore(sign, successor);
  undo.push(() => sign.remove());
}

const mark = (element) => set(element, "data-pending", "");

function set(element, name, value) {
  if (element.hasAttribute(name)) return;
  element.setAttribute(name, value);
  undo.push(() => element.removeAttribute(name));
}

function write(element, text) {
  if (!element || text === undefined) return;
  const before = element.textContent;
  element.textContent = text;
  undo.push(() => {
    element.textContent = before;
  });
}
