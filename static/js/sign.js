// The bar and the tab: the name of the board, and how much waits.

import { fill } from "./lib/text.js";
import { now, waiting } from "./outbox.js";
import { on, sentence } from "./page.js";

// Commands that are answered sooner than this are not worth a number.
const WORTH_SHOWING = 800;
const total = document.querySelector(".pending-total");
let isLive = false;

// Lifecycle

export function start() {
  on("state", ({ state }) => {
    isLive = state === "live";
    count();
  });
  on("frame", ({ data }) => data.object?.startsWith("board-") && nameTab());
  on("outbox", () => [0, WORTH_SHOWING].forEach((delay) => setTimeout(count, delay)));
}

// Private

function nameTab() {
  document.title = fill(sentence("tab"), { board: document.querySelector(".board-name").textContent });
}

function count() {
  const n = waiting(isLive ? now() - WORTH_SHOWING : Infinity);
  total.hidden = n === 0;
  total.textContent = n && fill(sentence(n === 1 ? "waiting-one" : "waiting-many"), { n });
}
