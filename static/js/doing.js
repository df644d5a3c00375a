// What this page's person is at just now: away or not, at which card, editing what, holding which.

import { opened } from "./editors.js";
import { emit, on, openCard } from "./page.js";

// Milliseconds without a key, a pointer or a look at the page.
const IDLE_AFTER = 120_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
// Whoever opens a page in the background has not looked at it yet.
let isIdle = document.hidden;
let rest = null;
let dragging = null;

// Lifecycle

/** Emits "doing" whenever it may have changed. */
export function start() {
  for (const name of SIGNS_OF_LIFE) document.addEventListener(name, stir, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? doze() : stir()));
  for (const name of ["dialog", "editor"]) on(name, tell);
  document.addEventListener("focusin", tell);
  on("drag", ({ noun, id }) => {
    dragging = noun === "card" ? id : null;
    tell();
  });
  if (!document.hidden) stir();
}

// Actions

export function doing() {
  const form = [...opened].find((each) => each.isConnected && each.contains(document.activeElement));
  const isCard = form?.dataset.command === "card.edit";
  return {
    idle: isIdle,
    card: (isCard && form.dataset.for) || openCard() || null,
    editing: isCard ? document.activeElement.name : null,
    dragging,
  };
}

// Private

const tell = () => emit("doing");

function stir() {
  clearTimeout(rest);
  rest = setTimeout(doze, IDLE_AFTER);
  if (!isIdle) return;
  isIdle = false;
  tell();
}

function doze() {
  isIdle = true;
  tell();
}
