// What happened to the open card: fetched when it is unfolded, and again when the card changes.

import { partial } from "./door.js";
import { on } from "./page.js";
import { format } from "./times.js";

const dialog = document.getElementById("card-dialog");

// Lifecycle

export function start() {
  dialog.addEventListener("toggle", ({ target }) => target.matches("[data-activity]") && show(), { capture: true });
  for (const name of ["inside", "frame"]) on(name, show);
}

// Private

async function show() {
  const fold = dialog.querySelector("[data-activity][open]");
  if (!fold) return;
  const fresh = await partial(fold.dataset.activity);
  if (!fresh || !fold.isConnected) return;
  format(fresh);
  fold.querySelector(".activity").replaceWith(fresh);
}
