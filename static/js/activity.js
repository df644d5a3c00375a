// Tells the server what this page's person is at, when that changes and at most once a second.

import { send } from "./connection.js";
import { opened } from "./editors.js";
import { on, openCard } from "./page.js";

const PAUSE = 1_000;
// Milliseconds without a key, a pointer or a look at the page.
const IDLE_AFTER = 120_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
let told = "";
let timer = null;
let isIdle = false;
let rest = null;
let dragging = null;

// Lifecycle

export function start() {
  for (const name of SIGNS_OF_LIFE) document.addEventListener(name, stir, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? doze() : stir()));
  for (const name of ["dialog", "editor"]) on(name, soon);
  document.addEventListener("focusin", soon);
  on("drag", ({ noun, id }) => {
    dragging = noun === "card" ? id : null;
    soon();
  });
  on("state", ({ state }) => {
    // Another socket knows nothing of us yet.
    told = "";
    if (state === "live") soon();
  });
  stir();
}

// Private

function stir() {
  clearTimeout(rest);
  rest = setTimeout(doze, IDLE_AFTER);
  if (isIdle) {
    isIdle = false;
    soon();
  }
}

function doze() {
  isIdle = true;
  soon();
}

function soon() {
  if (timer === null) timer = setTimeout(tell, PAUSE);
}

function tell() {
  timer = null;
  const form = [...opened].find((each) => each.isConnected && each.contains(document.activeElement));
  const isCard = form?.dataset.command === "card.edit";
  const now = {
    idle: isIdle,
    card: (isCard && form.dataset.for) || openCard() || null,
    editing: isCard ? document.activeElement.name : null,
    dragging,
  };
  const text = JSON.stringify({ presence: now });
  if (text !== told && send(text)) told = text;
}
