// The kinds of editors: which object they are about, where they stand, and what they begin with.

import { board, elementOf, visibleTile } from "./page.js";

// A card that was deleted has no room for editors any more.
const insideOf = (id) =>
  document.querySelector(`.dialog[open]:not([data-state="gone"]) #card-${CSS.escape(id)}-inside`);
// A tile tells its number by its link. An archived card has no tile; then its dialog is open.
const numberOf = (id) => {
  const link = elementOf("card", id)?.querySelector(".card-title a");
  return link ? link.pathname.match(/\/c\/(\d+)\/$/)[1] : insideOf(id).closest(".dialog-card").dataset.number;
};
const addressOf = (id) => board.dataset.editor.replace("/c/0/", `/c/${numberOf(id)}/`);

/**
 * By name of the template. `reads` says where on the page the present text of each field stands; an editor with an
 * `address` is fetched, as its text is not on the page. `back` is what has the focus after it; `stays` keeps it open.
 */
export const KINDS = {
  "add-card": { noun: "column", host: "add-card", reads: {}, back: ".add-card", stays: true },
  "edit-title": { noun: "card", host: "edit-card", reads: { title: ".card-title" }, back: ".card-title a" },
  "edit-card": { noun: "card", host: "edit-card", reads: {}, back: ".card-title a", address: addressOf },
  "rename-column": { noun: "column", host: "rename-column", reads: { name: ".column-name" }, back: ".column-name a" },
  "rename-board": { noun: "board", host: "rename-board", reads: { name: ".board-name" }, back: ".board-bar .trigger" },
};

/** Return the element that an editor of this kind is about; for the board, whose name stands in the bar, the document. */
function ownerOf({ noun }, id) {
  return noun === "board" ? document : elementOf(noun, id);
}

/** Return the host for an editor, in the dialog of a card if that is open; undefined if its object is not on the page. */
export function hostFor(kind, id) {
  const name = KINDS[kind].host;
  if (KINDS[kind].noun === "board") return document.querySelector(`.host[data-host="${name}"]`);
  const owner = (KINDS[kind].noun === "card" && insideOf(id)) || elementOf(KINDS[kind].noun, id);
  return Array.from(owner?.children ?? []).find((child) => child.dataset.host === name);
}

/** Return the texts that stand on the page now, by field. */
export function textsOnPage(kind, id) {
  const owner = ownerOf(KINDS[kind], id);
  const texts = Object.entries(KINDS[kind].reads).map(([name, where]) => [
    name,
    owner?.querySelector(where).textContent.trim() ?? "",
  ]);
  return Object.fromEntries(texts);
}

/** Give the focus back to what an editor was about. */
export function focusBack(kind, id) {
  const { noun, back } = KINDS[kind];
  const inside = noun === "card" && insideOf(id);
  if (inside) return inside.querySelector(".inside-title").focus();
  const owner = noun === "card" ? visibleTile(id) : ownerOf(KINDS[kind], id);
  return owner?.querySelector(back)?.focus();
}
