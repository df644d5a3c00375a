// Which tabs of this browser are alive: each holds a Web Lock of its own name as long as it lives.

import { newId } from "./lib/uuid.js";

// Plain http addresses have no locks: what was kept this long ago (milliseconds) counts as left behind. At worst two tabs
// send the same commands, each in order, and the server knows them by their ids.
const LEFT_AFTER = 60_000;
const nameOf = (id) => `liveboard tab ${id}`;
const forever = new Promise(() => {});
const deaths = new Map();

/** The id of this tab; what it does comes from the outbox of this name. */
export const tab = newId();

// Lifecycle

export function start() {
  navigator.locks?.request(nameOf(tab), () => forever);
}

// Actions

/**
 * Resolve when a tab is dead, and what it kept is this one's alone to take over; at once if it died long ago.
 * `last` is when it kept something last, in milliseconds since 1970.
 */
export function whenDead(id, last) {
  if (!deaths.has(id)) deaths.set(id, navigator.locks ? lockOf(id) : oldAge(last));
  return deaths.get(id);
}

// Private

function lockOf(id) {
  return new Promise((resolve) => {
    navigator.locks.request(nameOf(id), () => {
      resolve();
      // From now on it is held by us, so that no third tab takes the same.
      return forever;
    });
  });
}

const oldAge = (last) => new Promise((resolve) => setTimeout(resolve, last + LEFT_AFTER - Date.now()));
