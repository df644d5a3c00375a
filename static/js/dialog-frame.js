// Frames for the dialog of a card: its inside as a whole, compared with the revision that the dialog shows.

import { opened } from "./editors.js";
import { board, emit } from "./page.js";
import { renew } from "./primitives.js";

const dialog = document.getElementById("card-dialog");

// Actions

/** Apply a frame that names a card; return the live elements, none where it is not open or shows something newer. */
export function takeInside(data, fragment, morph) {
  const shown = dialog.querySelector(`.dialog-card[data-card="${CSS.escape(data.card)}"]`);
  const isOfOurHistory = data.epoch === board.dataset.epoch;
  if (!shown || (isOfOurHistory && Number(data.revision) <= Number(shown.dataset.revision))) return [];
  emit("before-inside");
  shown.dataset.revision = data.revision;
  const template = fragment.querySelector("template[hx]");
  const isGone = template.getAttribute("type") === "remove";
  dialog.dataset.state = isGone ? "gone" : "there";
  const live = shown.querySelector(".inside");
  if (!isGone) renew(live, template.content.firstElementChild, morph);
  shown.toggleAttribute(
    "data-changed",
    [...opened].some((form) => shown.contains(form)),
  );
  emit("inside");
  return [live];
}
