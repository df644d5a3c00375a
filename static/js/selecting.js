// How cards are selected: presses together with a key, or alone where somebody asked to select, and keys on the focus.

import { isForPage, placeOf } from "./arrows.js";
import { cardIds } from "./moves.js";
import { board, idAround, lettersAct, mayEdit } from "./page.js";
import { choose, chosenCount, clear, isChoosing, isChosen } from "./selection.js";

// The card that a range begins at: the last one that was selected by itself.
let anchor = null;

// Lifecycle

export function start() {
  // Before the tile's link is followed, or the card opened.
  document.addEventListener("click", clicked, { capture: true });
  document.addEventListener("keydown", pressed);
  // For whoever waits for these hands.
  board.dataset.selects = "";
}

// Private

function clicked(event) {
  const { target, defaultPrevented, ctrlKey, metaKey, shiftKey } = event;
  const tile = target.closest(".board .card");
  const isOurs = ctrlKey || metaKey || shiftKey || isChoosing();
  if (!tile || !isOurs || defaultPrevented || !mayEdit() || target.closest(".trigger, .host")) return;
  event.preventDefault();
  event.stopPropagation();
  const id = idAround(tile, "card");
  if (shiftKey) chooseUpTo(tile, id);
  else toggle(id);
}

function toggle(id) {
  anchor = id;
  choose([id], !isChosen(id));
}

/** From the last one to this one, if both stand in the same column. */
function chooseUpTo(tile, id) {
  const ids = idsBeside(tile);
  const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)];
  if (from < 0) anchor = id;
  choose(from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1));
}

function pressed(event) {
  const { key, target, shiftKey } = event;
  if (!mayEdit()) return;
  const tile = target.closest(".board .card");
  if (key === "Escape") escaped(event);
  else if (!tile || target.closest(".host")) return;
  else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !event.altKey) chooseAll(event, tile);
  else if (shiftKey && (key === "ArrowUp" || key === "ArrowDown")) extend(tile);
  else if (key === "x" && lettersAct() && placeOf(event)) {
    event.preventDefault();
    if (!event.repeat) toggle(idAround(tile, "card"));
  }
}

function chooseAll(event, tile) {
  event.preventDefault();
  choose(idsBeside(tile));
}

/** The focus has gone on already (arrows.js); on its way back it takes out what it leaves. */
function extend(tile) {
  const next = document.activeElement.closest(".board .card");
  const [left, reached] = [tile, next].map((each) => idAround(each, "card"));
  if (!reached || left === reached) return;
  if (isChosen(left) && isChosen(reached)) choose([left], false);
  else choose([left, reached]);
}

/** Only where nothing else is there to be closed. */
function escaped(event) {
  if (!isForPage(event) || event.target.closest(".host, dialog")) return;
  if (document.querySelector("dialog[open], :popover-open") || !(chosenCount() || isChoosing())) return;
  event.preventDefault();
  clear();
}

const idsBeside = (tile) => cardIds(tile.parentNode);
