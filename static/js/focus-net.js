// Where the keyboard goes when what had it is gone: a frame has taken its column away, other rights its button. Without
// this it would begin anew at the top of the page, and whoever listens would not know why. For tiles focus.js knows better,
// and comes first.

import { on } from "./page.js";

const FOCUSABLE = "a[href], button, summary, input:not([type=hidden]), textarea, select, [tabindex]";
// What had the focus last, and what stands around it: each with its neighbours, from the inside out.
let last = null;
let around = [];

// Lifecycle

export function start() {
  document.addEventListener("focusin", ({ target }) => remember(target));
  // After those who see to the focus themselves.
  for (const name of ["frame", "shell", "dialog", "dialog-renewed"]) on(name, () => setTimeout(catchUp));
}

// Private

function remember(element) {
  last = element;
  around = [];
  for (let each = element; each && each !== document.body; each = each.parentElement)
    around.push([each, each.nextElementSibling, each.previousElementSibling]);
}

function catchUp() {
  const isLost = document.activeElement === document.body && last && !(last.isConnected && last.checkVisibility());
  if (!isLost) return;
  // What took its place, else what stood beside it, else what stood beside that which went with it.
  const places = around.flatMap(([each, next, previous]) => [document.getElementById(each.id) ?? each, next, previous]);
  for (const place of places) if (place?.isConnected && enter(place)) return;
}

/** Focus the first thing in a place that takes it; what is hidden or inert does not. */
function enter(place) {
  for (const element of [place, ...place.querySelectorAll(FOCUSABLE)]) {
    if (element.matches(FOCUSABLE)) element.focus();
    if (document.activeElement !== document.body) return true;
  }
  return false;
}
