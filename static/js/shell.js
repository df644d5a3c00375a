// The parts of the page that depend on what its reader may do: fetched again when that has changed.

import { partials } from "./door.js";
import { keep } from "./notices.js";
import { board, emit, me, on } from "./page.js";

let isStale = false;

// Lifecycle

export function start() {
  on("frame", ({ data, reset, failed }) => !failed && (reset || concerns(data.concerned)) && renew());
  // What could not be fetched is fetched when the page is live again.
  on("state", ({ state }) => state === "live" && isStale && renew());
}

// Private

function concerns(ids = "") {
  const concerned = ids.split(" ");
  return concerned.includes("all") || concerned.includes(me());
}

async function renew() {
  isStale = true;
  const parts = await partials(board.dataset.shell);
  if (!parts) return;
  isStale = false;
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
