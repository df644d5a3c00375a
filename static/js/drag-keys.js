// Dragging by keyboard: Space picks up what has the focus, arrows carry it, Space or Enter puts it down, Escape does not.
//
// The focus stays on the tile or column itself. Where it would land is known by the neighbour before it, so that what
// arrives meanwhile moves the place along instead of changing it. Every step is said aloud at once.

import { asideOf, STEPS } from "./arrows.js";
import { speak } from "./drag-voice.js";
import { neighboursIn, scrollToGap, showGap, takeGapAway, targetIn } from "./drop-target.js";
import { board, elementOf, emit, hasModifier, idAround, mayEdit, on } from "./page.js";
import { together } from "./selection.js";
import { mark, putDown, sourceOf, sourcesOf } from "./together.js";

let held = null;

// Lifecycle

export function start() {
  board.addEventListener("keydown", pressed);
  // After what takes the focus has had its turn: a frame that moves the tile gives it back.
  board.addEventListener("focusout", () => held && setTimeout(leave));
  board.addEventListener("pointerdown", () => held && end("drag-cancelled"));
  for (const name of ["frame", "outbox"]) on(name, refresh);
  on("shell", () => held && !mayEdit() && end("drag-forbidden"));
}

// Private

function pressed(event) {
  if (hasModifier(event) || event.isComposing) return;
  if (!held && event.key === " ") pickUp(event);
  else if (held) carry(event);
}

function pickUp(event) {
  const link = event.target.closest(".card-title a, .column-name a");
  if (!link || !mayEdit()) return;
  event.preventDefault();
  const noun = link.closest(".card-title") ? "card" : "column";
  const id = idAround(link, noun);
  // A card that the server does not know yet cannot go anywhere; a key that is held down picks up once.
  if (!elementOf(noun, id) || event.repeat) return;
  const ids = noun === "card" ? together(id) : [id];
  held = { noun, id, ids, always: true, name: link.textContent.trim() };
  goHome();
  mark(held);
  emit("drag", held);
  aim("drag-lifted");
}

function carry(event) {
  const { key, repeat } = event;
  if (key === "Tab") return end("drag-cancelled");
  // Whoever holds something has no hand free for the board's other keys.
  event.stopPropagation();
  const aside = asideOf(key);
  if (!(key in STEPS || aside || [" ", "Enter", "Escape"].includes(key))) return undefined;
  event.preventDefault();
  if (key === "Escape") return end("drag-cancelled");
  if (key === " " || key === "Enter") return repeat ? undefined : drop();
  if (aside && held.noun === "card") return changeColumn(aside);
  return step(aside || STEPS[key]);
}

function step(by) {
  const last = neighboursIn(held.container, sourcesOf(held)).length;
  held.index = Math.min(Math.max(held.index + by, 0), last);
  aim("drag-at");
}

function changeColumn(by) {
  const columns = Array.from(board.querySelectorAll(".columns > .column[data-order] > .cards"));
  const next = columns[columns.indexOf(held.container) + by];
  if (next) [held.container, held.index] = [next, Math.min(held.index, neighboursIn(next, sourcesOf(held)).length)];
  aim("drag-at");
}

function drop() {
  const what = held;
  const { place } = held.target;
  end(place ? "drag-dropped" : "drag-cancelled");
  putDown(what, place);
}

/** The focus went elsewhere, and not only to another window. */
function leave() {
  if (held && document.hasFocus() && !sourceOf(held)?.contains(document.activeElement)) end("drag-cancelled");
}

/** The board changed: what is held goes on beside the same neighbour, or ends with a word why. */
function refresh() {
  if (!held) return;
  const source = sourceOf(held);
  if (!source) {
    end("drag-gone");
    return;
  }
  held.ids = held.ids.filter((id) => elementOf(held.noun, id));
  mark(held);
  const isHomeless = !held.container.isConnected;
  if (isHomeless) goHome();
  else if (held.after?.parentNode === held.container) held.index = indexAfter(held.after);
  aim(isHomeless ? "drag-column-gone" : null);
}

/** Hold it over the place where it is. */
function goHome() {
  held.container = sourceOf(held).parentNode;
  held.index = indexAfter(sourceOf(held));
}

/** How many neighbours stand before or at an element of the container. */
function indexAfter(element) {
  const others = neighboursIn(held.container, sourcesOf(held));
  return others.filter((other) => other === element || other.compareDocumentPosition(element) & 4).length;
}

function aim(words) {
  const others = neighboursIn(held.container, sourcesOf(held));
  held.index = Math.min(held.index, others.length);
  held.after = others[held.index - 1] ?? null;
  held.target = targetIn(held.container, others, held.index, sourcesOf(held));
  showGap(held, held.target);
  scrollToGap();
  held.total = others.length + held.ids.length;
  if (words) speak(words, held);
}

function end(words) {
  speak(words, held);
  mark(held, false);
  held = null;
  takeGapAway();
  emit("drag", { noun: null, id: null });
}
