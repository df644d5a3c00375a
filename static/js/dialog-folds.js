// Lists about the open card (its activity, its versions): fetched when unfolded, and again when the card changes.

import { grow, settle, start as startLists } from "./activity-list.js";
import { partial } from "./door.js";
import { Pace } from "./lib/pace.js";
import { on, openCard } from "./page.js";
import { format } from "./times.js";

// Milliseconds between two looks at what is new, however much happens.
const PAUSE = 1_000;
const dialog = document.getElementById("card-dialog");
const news = new Pace(showAll, PAUSE);

// Lifecycle

export function start() {
  startLists();
  dialog.addEventListener("toggle", ({ target }) => target.matches("[data-list]") && show(target), { capture: true });
  on("inside", () => news.ask());
  on("lost", () => news.giveUp());
  on("frame", ({ data }) => mayConcern(data) && news.ask());
}

// Private

/** A frame of one change says what that was about; one of several does not. */
const mayConcern = ({ object }) => openCard() && (!object || object.endsWith(openCard()));

/** Resolve with false where something has to be fetched again. */
async function showAll() {
  const fetched = await Promise.all(Array.from(dialog.querySelectorAll("[data-list]"), show));
  return fetched.every(Boolean);
}

/** Show the list of a fold as it is now; resolve with false if it could not be had. */
async function show(fold) {
  if (!fold.open) return true;
  const fresh = await partial(fold.dataset.list);
  if (!fold.isConnected) return true;
  if (!fresh) return false;
  const shown = fold.lastElementChild;
  if (fresh.matches(".activity") && shown.matches(".activity")) grow(shown, fresh);
  else shown.replaceWith(fresh.matches(".activity") ? settle(fresh) : format(fresh));
  return true;
}
