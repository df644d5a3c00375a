// A list of what happened: it grows at its top while it is open, and at its end when somebody asks for what is older.

import { append, arrange, entriesOf, prepend } from "./days.js";
import { partial } from "./door.js";
import { growth } from "./lib/growth.js";
import { format } from "./times.js";

const CONTROLS = "a, summary, button";

// Lifecycle

export function start() {
  document.addEventListener("click", clicked);
}

// Actions

/** Say the moments of a list as this reader says them, and sort it by this reader's days. */
export function settle(activity) {
  arrange(activity);
  format(activity);
  return activity;
}

/**
 * Let a list become what a fresh newest page says, touching only what is new or says something else: who reads, or is at
 * a button, stays there. Return the entries that are new to it, the newest first.
 */
export function grow(activity, page) {
  const fresh = settle(page);
  const [shown, newest] = [activity, fresh].map((list) => entriesOf(list).map(read));
  const grown = growth(shown, newest);
  if (!grown) {
    // An empty list that stays empty says what it said.
    if (newest.length > 0) activity.replaceWith(fresh);
    return entriesOf(fresh);
  }
  for (const [old, now] of grown.changed) replace(old.element, now.element);
  for (const { element } of grown.added.toReversed()) prepend(activity, element);
  return [...grown.added, ...grown.changed.map(([, now]) => now)].map(({ element }) => element);
}

// Private

/** Return an entry as growth compares it; its forms have other tokens each time, and say nothing. */
function read(element) {
  // As they are written: outside of a page, addresses are not made whole.
  const links = Array.from(element.querySelectorAll("a"), (link) => link.getAttribute("href"));
  const { first, last } = element.dataset;
  return { first: Number(first), last: Number(last), says: [element.textContent, ...links].join(), element };
}

function replace(old, fresh) {
  const fold = fresh.querySelector("details");
  if (fold) fold.open = old.querySelector("details")?.open ?? false;
  const at = placeOf(document.activeElement, old);
  old.replaceWith(fresh);
  if (at) (controlAt(at) ?? fresh.querySelector(CONTROLS))?.focus({ preventScroll: true });
}

/** Return which control of which line of an entry has the focus. */
function placeOf(control, entry) {
  const line = entry.contains(control) && control.closest("[id]");
  return line && { id: line.id, index: [...line.querySelectorAll(CONTROLS)].indexOf(control) };
}

const controlAt = ({ id, index }) => document.getElementById(id)?.querySelectorAll(CONTROLS)[index];

function clicked(event) {
  const link = event.target.closest(".activity-older a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showOlder(link);
}

async function showOlder(link) {
  const [activity, place] = [link.closest(".activity"), link.parentElement];
  const trouble = place.querySelector("[data-failed]");
  trouble.textContent = "";
  link.ariaBusy = "true";
  const older = await partial(link.href);
  link.ariaBusy = null;
  if (!place.isConnected) return;
  if (!older) {
    trouble.textContent = trouble.dataset.failed;
    return;
  }
  const hadFocus = document.activeElement === link;
  const [next] = entriesOf(settle(older));
  append(activity, older);
  place.replaceWith(...older.querySelectorAll(".activity-older"));
  if (hadFocus) next.querySelector(CONTROLS)?.focus({ preventScroll: true });
}
