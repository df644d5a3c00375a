// The bar and the tab: whether the page is live, what to do when it will not be any more, and how much waits.

import { fill } from "./lib/text.js";
import { now, waiting } from "./outbox.js";
import { on, sentence } from "./page.js";

// Commands that are answered sooner than this are not worth a number.
const WORTH_SHOWING = 800;
const sign = document.querySelector(".connection");
const total = document.querySelector(".pending-total");
let isLive = false;

// Lifecycle

export function start() {
  on("state", show);
  on("frame", ({ data }) => data.object?.startsWith("board-") && nameTab());
  on("lost", ({ code }) => explain(code));
  on("outbox", () => [0, WORTH_SHOWING].forEach((delay) => setTimeout(count, delay)));
}

// Private

function show({ state, blocked }) {
  isLive = state === "live";
  sign.dataset.state = state;
  for (const words of sign.querySelectorAll("[data-blocked]"))
    words.hidden = (words.dataset.blocked === "true") !== blocked;
  count();
}

function nameTab() {
  document.title = fill(sentence("tab"), { board: document.querySelector(".board-name").textContent });
}

function explain(code) {
  for (const words of document.querySelectorAll("[data-lost]")) words.hidden = words.dataset.lost !== String(code);
}

function count() {
  const n = waiting(isLive ? now() - WORTH_SHOWING : Infinity);
  total.hidden = n === 0;
  total.textContent = n && fill(sentence(n === 1 ? "waiting-one" : "waiting-many"), { n });
}
