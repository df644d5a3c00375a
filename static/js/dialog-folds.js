// Lists about the open card (its activity, its versions): fetched when unfolded, and again when the card changes.

import { partial } from "./door.js";
import { on } from "./page.js";
import { format } from "./times.js";

const dialog = document.getElementById("card-dialog");

// Lifecycle

export function start() {
  dialog.addEventListener("toggle", ({ target }) => target.matches("[data-list]") && show(target), { capture: true });
  for (const name of ["inside", "frame"]) on(name, () => dialog.querySelectorAll("[data-list]").forEach(show));
}

// Private

async function show(fold) {
  if (!fold.open) return;
  const fresh = await partial(fold.dataset.list);
  if (!fresh || !fold.isConnected) return;
  format(fresh);
  fold.lastElementChild.replaceWith(fresh);
}
