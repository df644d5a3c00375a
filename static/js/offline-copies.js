// On every page of somebody who is signed in: sees to the service worker, and to whose copies of boards there are.
// The worker keeps them (offline-worker.js); this is the page's part, and where neither can be had, nothing is missing.

import { NO_MEMBER, SIGNED_OUT } from "./lib/codes.js";
import { Pace } from "./lib/pace.js";

const { dataset } = document.body;
const mine = `boards ${dataset.me}`;
const address = document.querySelector("script[data-worker]").dataset.worker;
const board = dataset.page === "board" ? document.querySelector("[data-board]") : null;
// Not the page's own: while a card is open, that is the card's.
const path = board?.dataset.since?.replace(/since\/$/, "");
// Between two copies of one board, in milliseconds.
const PAUSE = 30_000;
const pace = new Pace(keep, PAUSE);
let kept = null;

if (navigator.serviceWorker && window.caches) {
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
}

// Lifecycle

async function start() {
  const hadWorker = navigator.serviceWorker.controller !== null;
  document.addEventListener("board:lost", ({ detail }) => forget(detail.code));
  document.addEventListener("visibilitychange", leave);
  try {
    await forgetOthers();
    await navigator.serviceWorker.register(address);
    await navigator.serviceWorker.ready;
  } catch {
    // Storage is forbidden or full: a page without copies.
    return;
  }
  // A copy, or one that came through the worker, is there already.
  if (hadWorker) kept = board?.dataset.revision;
  else if (board) pace.ask();
}

// Private

/** Whoever looks away may come back without a network. */
function leave() {
  if (document.hidden && board && board.dataset.revision !== kept && navigator.onLine) pace.ask();
}

async function keep() {
  const { active } = await navigator.serviceWorker.ready;
  kept = board.dataset.revision;
  active.postMessage({ keep: path });
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("boards ") && name !== mine).map((name) => caches.delete(name)),
  );
}

/** The server has said that this page shows what its reader may not see any more. */
async function forget(code) {
  if (code === SIGNED_OUT) await caches.delete(mine);
  if (code === NO_MEMBER) await (await caches.open(mine)).delete(path, { ignoreVary: true });
}
