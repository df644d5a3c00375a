// Tells the server what this page's person is at: soon after it changed, and at most once a second.

import { send } from "./connection.js";
import { doing } from "./doing.js";
import { on } from "./page.js";

// Milliseconds: what happens within a moment is told in one go; between two messages.
const MOMENT = 50;
const PAUSE = 1_000;
let told = "";
let toldAt = -Infinity;
let timer = null;

// Lifecycle

export function start() {
  on("doing", soon);
  on("state", ({ state }) => {
    // Another socket knows nothing of us yet but what its hello told.
    told = "";
    if (state === "live") soon();
  });
}

// Private

function soon() {
  if (timer === null) timer = setTimeout(tell, Math.max(MOMENT, toldAt + PAUSE - performance.now()));
}

function tell() {
  timer = null;
  const text = JSON.stringify({ presence: doing() });
  if (text !== told && send(text)) [told, toldAt] = [text, performance.now()];
}
