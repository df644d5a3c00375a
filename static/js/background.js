// What lies under the lanes: the slot of the board's head names it, the page wears it. Choosing another one is laid over
// the board, so that one sees what it comes to; without script it is a page.

import { partial } from "./door.js";
import { board, on } from "./page.js";

// Lifecycle

export function start() {
  on("frame", wear);
  document.addEventListener("click", clicked);
}

// Private

function wear() {
  const { background } = document.querySelector(".board-name").dataset;
  if (document.body.dataset.background === background) return;
  document.body.dataset.background = background;
  for (const swatch of document.querySelectorAll(".swatch")) swatch.ariaPressed = String(swatch.value === background);
}

function clicked(event) {
  const link = event.target.closest("a[data-backgrounds]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
}

/** Where the choice cannot be fetched, the link leads to its page as ever. */
async function open(link) {
  const choice = await partial(link.href);
  if (!choice) {
    window.location.assign(link.href);
    return;
  }
  document.querySelector("#backgrounds")?.remove();
  choice.popover = "auto";
  board.after(choice);
  link.closest("[popover]")?.hidePopover();
  choice.showPopover();
  choice.querySelector("[aria-pressed=true]")?.focus();
  choice.addEventListener("toggle", ({ newState }) => newState === "closed" && close(choice));
}

function close(choice) {
  choice.remove();
  document.querySelector(".board-bar .trigger")?.focus({ preventScroll: true });
}
