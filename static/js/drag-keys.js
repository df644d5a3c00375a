// Dragging by keyboard: Space picks up what has the focus, arrows carry it, Space or Enter puts it down, Escape does not.
//
// The focus stays on the tile or column itself. Where it would land is known by the neighbour before it, so that what
// arrives meanwhile moves the place along instead of changing it. Every step is said aloud at once.

import { asideOf, STEPS } from "./arrows.js";
import { speak } from "./drag-voice.js";
import { neighboursIn, scrollToGap, showGap, takeGapAway, targetIn } from "./drop-target.js";
import { give } from "./outbox.js";
import { board, elementOf, emit, hasModifier, idAround, mayEdit, on, visibleTile } from "./page.js";
import { tilesOf, together } from "./selection.js";
import { moveCards } from "./together.js";

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
  mark();
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
  const last = neighboursIn(held.container, sources()).length;
  held.index = Math.min(Math.max(held.index + by, 0), last);
  aim("drag-at");
}

function changeColumn(by) {
  const columns = Array.from(board.querySelectorAll(".columns > .column[data-order] > .cards"));
  const next = columns[columns.indexOf(held.container) + by];
  if (next) [held.container, held.index] = [next, Math.min(held.index, neighboursIn(next, sources()).length)];
  aim("drag-at");
}

function drop() {
  const { noun, id, ids, target } = held;
  end(target.place ? "drag-dropped" : "drag-cancelled");
  if (!target.place) return;
  if (noun === "card") moveCards(ids, target.place);
  else give("column.move", { column: id, ...target.place });
}

/** The focus went elsewhere, and not only to another window. */
function leave() {
  if (held && document.hasFocus() && !sourceOf()?.contains(document.activeElement)) end("drag-cancelled");
}

/** The board changed: what is held goes on beside the same neighbour, or ends with a word why. */
function refresh() {
  if (!held) return;
  const source = sourceOf();
  if (!source) {
    end("drag-gone");
    return;
  }
  held.ids = held.ids.filter((id) => elementOf(held.noun, id));
  mark();
  const isHomeless = !held.container.isConnected;
  if (isHomeless) goHome();
  else if (held.after?.parentNode === held.container) held.index = indexAfter(held.after);
  aim(isHomeless ? "drag-column-gone" : null);
}

/** What stands for it on the screen: of a card that is on its way, the sign of where it is going. */
const sourceOf = () => (held.noun === "card" ? visibleTile(held.id) : elementOf(held.noun, held.id));
/** The same of all that go along. */
const sources = () => (held.noun === "card" ? tilesOf(held.ids) : [sourceOf()].filter(Boolean));
const mark = () => sources().forEach((source) => source.classList.add("is-lifted"));

/** Hold it over the place where it is. */
function goHome() {
  held.container = sourceOf().parentNode;
  held.index = indexAfter(sourceOf());
}

/** How many neighbours stand before or at an element of the container. */
function indexAfter(element) {
  const others = neighboursIn(held.container, sources());
  return others.filter((other) => other === element || other.compareDocumentPosition(element) & 4).length;
}

function aim(words) {
  const others = neighboursIn(held.container, sources());
  held.index = Math.min(held.index, others.length);
  held.after = others[held.index - 1] ?? null;
  held.target = targetIn(held.container, others, held.index, sources());
  showGap(held, held.target);
  scrollToGap();
  held.total = others.length + held.ids.length;
  if (words) speak(words, held);
}

function end(words) {
  speak(words, held);
  for (const source of sources()) source.classList.remove("is-lifted");
  held = null;
  takeGapAway();
  emit("drag", { noun: null, id: null });
}
