// Lays out the tiles that were put off while the page came in (lean.js), a few at a time, when nothing else is to do.

import { takeIn } from "./lean.js";
import { on } from "./page.js";

const AT_ONCE = 100;
// Milliseconds: the board is shown before, and no tile waits much longer, however busy the page is.
const BEFORE_LIVE = 1_000;
const AT_MOST = 300;
// Not all browsers tell when they are idle.
const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, AT_MOST));
let isWaiting = false;

// Lifecycle

export function start() {
  on("state", ({ state }) => state === "live" && soon());
  // Where something would land is measured by all tiles of a column.
  on("drag", () => takeIn(Infinity));
  setTimeout(soon, BEFORE_LIVE);
}

// Private

function soon() {
  if (isWaiting) return;
  isWaiting = true;
  whenIdle(idle, { timeout: AT_MOST });
}

function idle() {
  isWaiting = false;
  if (takeIn(AT_ONCE)) soon();
}
