// Dragging by pointer: a ghost follows the pointer, the tile stays where it is until the board says otherwise.
//
// What is held is known by its id: a frame may redraw, move or remove anything, and the hold goes on or ends with a word why.
// Fingers scroll; for them, and for the keyboard, the menu moves.

import { idle, scrollAtEdges } from "./autoscroll.js";
import { dropGhost, liftGhost, moveGhost } from "./drag-ghost.js";
import { showGap, takeGapAway, targetAt } from "./drop-target.js";
import { say } from "./notices.js";
import { give } from "./outbox.js";
import { board, elementOf, emit, idAround, mayEdit, on, visibleTile } from "./page.js";

// A hand is never quite still: what moves less is a click.
const SLACK = 5;
const HANDLES = ".card:not(:has(.host form)), .column-head";
const CONTROLS = "button, input, textarea, select, .host, .editor, .menu";
let held = null;

// Lifecycle

export function start() {
  board.addEventListener("pointerdown", pressed);
  board.addEventListener("pointermove", moved);
  board.addEventListener("pointerup", released);
  for (const name of ["lostpointercapture", "pointercancel"]) board.addEventListener(name, () => held && end());
  board.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("keydown", cancelled, { capture: true });
  on("frame", refresh);
  on("shell", () => held && !mayEdit() && end());
}

// Actions

function pressed(event) {
  const handle = event.target.closest(HANDLES);
  if (!handle || event.target.closest(CONTROLS) || !mayEdit()) return;
  if (event.button !== 0 || event.pointerType === "touch") return;
  const noun = handle.matches(".card") ? "card" : "column";
  const id = idAround(handle, noun);
  // A card that the server does not know yet cannot go anywhere.
  if (!elementOf(noun, id)) return;
  held = { noun, id, pointer: event.pointerId, from: [event.clientX, event.clientY], isLifted: false };
}

function moved(event) {
  if (!held || event.pointerId !== held.pointer) return;
  held.at = [event.clientX, event.clientY];
  // Let go where we could not see it.
  if (event.buttons === 0) end();
  else if (held.isLifted || lift(event)) aim();
}

function released() {
  if (!held) return;
  const { noun, id, isLifted, place } = held;
  if (isLifted) swallowClick();
  end();
  if (isLifted && place) give(`${noun}.move`, { [noun]: id, ...place });
}

// Private

function lift({ pointerId }) {
  if (Math.hypot(held.at[0] - held.from[0], held.at[1] - held.from[1]) < SLACK) return false;
  held.isLifted = true;
  // The board, not the tile: a tile may be removed, and the pointer's events with it.
  board.setPointerCapture(pointerId);
  getSelection().removeAllRanges();
  liftGhost(held, sourceOf(held));
  mark();
  scrollAtEdges(held, aim);
  emit("drag", held);
  return true;
}

const sourceOf = ({ noun, id }) => (noun === "card" ? visibleTile(id) : elementOf(noun, id));
const mark = () => sourceOf(held).classList.add("is-lifted");

function aim() {
  moveGhost(held);
  const target = targetAt(held, sourceOf(held));
  held.place = target?.place ?? null;
  showGap(held, target);
}

/** The board changed under the hand. */
function refresh() {
  if (!held?.isLifted) return;
  if (elementOf(held.noun, held.id)) {
    mark();
    aim();
  } else {
    end();
    say("drag-gone");
  }
}

function cancelled(event) {
  if (event.key !== "Escape" || !held?.isLifted) return;
  event.preventDefault();
  event.stopPropagation();
  document.addEventListener("pointerup", swallowClick, { capture: true, once: true });
  end();
}

function end() {
  const { pointer, isLifted } = held;
  if (isLifted) emit("drag", { noun: null, id: null });
  sourceOf(held)?.classList.remove("is-lifted");
  held = null;
  idle();
  dropGhost();
  takeGapAway();
  if (board.hasPointerCapture(pointer)) board.releasePointerCapture(pointer);
}

/** Letting go is no click on the link that was held. */
function swallowClick() {
  const swallow = (event) => [event.preventDefault(), event.stopPropagation()];
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
