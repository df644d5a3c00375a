// Dragging by mouse, pen or finger: a ghost follows the pointer, the tile stays where it is until the board says otherwise.
// A card that is selected takes along all that are.
//
// What is held is known by its id: a frame may redraw, move or remove anything, and the hold goes on or ends with a word why.

import { idle, scrollAtEdges } from "./autoscroll.js";
import { countGhost, dropGhost, liftGhost, moveGhost } from "./drag-ghost.js";
import { forget, sense } from "./drag-press.js";
import { showGap, takeGapAway, targetAt } from "./drop-target.js";
import { say } from "./notices.js";
import { board, elementOf, emit, idAround, mayEdit, on } from "./page.js";
import { together } from "./selection.js";
import { mark, putDown, sourceOf, sourcesOf } from "./together.js";

const HANDLES = ".card:not(:has(.host form)), .column-head";
const CONTROLS = "button, input, textarea, select, .host, .editor, .menu";
// Milliseconds: a finger feels that it holds something.
const BUZZ = 12;
let held = null;

// Lifecycle

export function start() {
  sense(board, { take, lift, move: aim, drop, lose: end });
  board.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("keydown", cancelled, { capture: true });
  for (const name of ["frame", "outbox"]) on(name, refresh);
  on("shell", () => held && !mayEdit() && lose("drag-forbidden"));
  on("drag", tellStyles);
}

// Private

function take(target) {
  const handle = target.closest(HANDLES);
  if (!handle || target.closest(CONTROLS) || !mayEdit()) return null;
  const noun = handle.matches(".card") ? "card" : "column";
  const id = idAround(handle, noun);
  // A card that the server does not know yet cannot go anywhere.
  return elementOf(noun, id) && { noun, id };
}

function lift(press) {
  const source = sourceOf(press);
  if (!source) return false;
  held = press;
  // The board, not the tile: a tile may be removed, and the pointer's events with it.
  board.setPointerCapture(press.pointer);
  getSelection().removeAllRanges();
  if (press.rests && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(BUZZ);
  held.ids = held.noun === "card" ? together(held.id) : [held.id];
  liftGhost(held, source);
  mark(held);
  scrollAtEdges(held, aim);
  emit("drag", held);
  return true;
}

/**
 * The style sheet cannot look for what is held: that would style the whole board anew with each step. Nor may it set
 * what tiles inherit, such as the cursor: that would style all of them when a hold begins, and when it ends.
 */
const tellStyles = ({ noun }) => document.body.toggleAttribute("data-holds", noun !== null);

function aim() {
  moveGhost(held);
  const target = targetAt(held, sourcesOf(held));
  held.place = target?.place ?? null;
  showGap(held, target);
}

function drop() {
  const what = held;
  end();
  putDown(what, what.place);
}

/** The board changed under the hand. */
function refresh() {
  if (!held) return;
  if (elementOf(held.noun, held.id)) {
    held.ids = held.ids.filter((id) => elementOf(held.noun, id));
    countGhost(held);
    mark(held);
    aim();
  } else lose("drag-gone");
}

function lose(words) {
  end();
  say(words);
}

function cancelled(event) {
  if (event.key !== "Escape" || !held) return;
  event.preventDefault();
  event.stopPropagation();
  end();
}

function end() {
  const { pointer } = held;
  mark(held, false);
  held = null;
  forget();
  idle();
  dropGhost();
  takeGapAway();
  if (board.hasPointerCapture(pointer)) board.releasePointerCapture(pointer);
  emit("drag", { noun: null, id: null });
}
