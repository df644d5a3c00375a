// Arrows go from tile to tile, and from column to column, wherever the focus is on the board.

import { board, hasModifier, isMirrored } from "./page.js";

/** How far a key goes up or down a column. */
export const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const SIDES = { ArrowLeft: -1, ArrowRight: 1 };

// Lifecycle

export function start() {
  document.addEventListener("keydown", pressed);
}

// Actions

/** Return how many columns on, as one reads, a key goes: 0 for one that goes to no side. */
export const asideOf = (key) => (isMirrored() ? -1 : 1) * (SIDES[key] ?? 0);

/** Tell whether the page's own keys may take a key: nobody has, and it is not typed into anything. */
export const isForPage = (event) =>
  !(
    event.defaultPrevented ||
    event.isComposing ||
    hasModifier(event) ||
    event.target.closest("input, textarea, select")
  );

/**
 * Return where on the board the keys of an event go: `{column, owner}`, the owner being a tile or a column's head;
 * `{}` where nothing has the focus, null where the keys are for something else.
 */
export function placeOf(event) {
  const { target } = event;
  if (!isForPage(event) || target.closest(".host > form, .menu, dialog")) return null;
  if (target === document.body || target.id === "main") return {};
  const column = target.closest(".columns > .column[data-order]");
  return column && { column, owner: target.closest(".card, .column-head") };
}

// Private

function pressed(event) {
  const { key } = event;
  const place = (key in STEPS || key in SIDES) && placeOf(event);
  if (!place) return;
  event.preventDefault();
  nextOf(key, place)?.focus();
}

function nextOf(key, { column, owner }) {
  const columns = Array.from(board.querySelectorAll(".columns > .column[data-order]"));
  const stops = stopsOf(column ?? columns[0]);
  if (!column) return stops[1] ?? stops[0];
  // Below the last tile there is the button that adds one.
  const index = owner ? stops.findIndex((stop) => owner.contains(stop)) : stops.length;
  if (key in STEPS) return stops[Math.min(Math.max(index + STEPS[key], 0), stops.length - 1)];
  const beside = stopsOf(columns[columns.indexOf(column) + asideOf(key)]);
  return beside[Math.min(index, beside.length - 1)];
}

/** The name of a column, and its tiles from the top. */
const stopsOf = (column) =>
  column ? [...column.querySelectorAll(".column-name > a, .card:not([hidden]) > .card-title > a")] : [];
