// What nobody needs before the board is live: fetched when that is so, and nothing else is to do.

import { on } from "./page.js";

const MODULES = [
  () => import("./selecting.js"),
  () => import("./selection-bar.js"),
  () => import("./selection-signs.js"),
  () => import("./left-out.js"),
  // Whoever may only look on has none.
  ...(document.getElementById("tip") ? [() => import("./tips.js")] : []),
];
// Milliseconds: where no socket comes through, a page is never live.
const AT_MOST = 2_000;
const whenIdle = window.requestIdleCallback ?? setTimeout;
let isWaiting = true;

// Lifecycle

export function start() {
  on("state", ({ state }) => state === "live" && soon());
  setTimeout(soon, AT_MOST);
}

// Private

function soon() {
  if (!isWaiting) return;
  isWaiting = false;
  whenIdle(bring);
}

async function bring() {
  const modules = await Promise.all(MODULES.map((load) => load())).catch(() => null);
  // Without a network they cannot be had: the next time that the board is live will do.
  if (!modules) isWaiting = true;
  else for (const module of modules) module.start();
}
