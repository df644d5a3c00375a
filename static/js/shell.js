// The parts of the page that depend on what its reader may do: fetched again when that has changed.

import { partials } from "./door.js";
import { keep } from "./notices.js";
import { board, emit, me, on } from "./page.js";

// Milliseconds until what could not be fetched is tried again.
const PAUSE = 2_000;
// Counts what was asked for: only the answer to the last question counts.
let asked = 0;

// Lifecycle

export function start() {
  on("frame", ({ data, reset, failed }) => !failed && (reset || concerns(data.concerned)) && renew());
  // Whoever has no part in the board any more has nothing to ask for.
  on("lost", () => {
    asked += 1;
  });
}

// Private

function concerns(ids = "") {
  const concerned = ids.split(" ");
  return concerned.includes("all") || concerned.includes(me());
}

async function renew() {
  asked += 1;
  const mine = asked;
  const parts = await partials(`${board.dataset.shell}?me=${me()}`);
  // Rights have changed again meanwhile, and the answer to that is on its way.
  if (mine !== asked) return;
  if (!parts) {
    setTimeout(() => mine === asked && renew(), PAUSE);
    return;
  }
  for (const part of parts) replace(document.getElementById(part.id), part);
  const controls = document.getElementById("shell-controls");
  document.body.toggleAttribute("data-edits", controls.hasAttribute("data-edits"));
  emit("shell");
}

/** What somebody is typing stays if its form does; otherwise it is offered to be copied. */
function replace(old, fresh) {
  const typed = old.querySelector("[data-dirty]");
  if (typed && fresh.querySelector("form")) return;
  if (typed) keep("editor-lost", { text: typed.value });
  old.replaceWith(fresh);
}
