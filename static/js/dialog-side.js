// Where the open card stands: follows the board around the dialog, and moves the card to another column.

import { give } from "./outbox.js";
import { board, elementOf, idAround, on, openCard } from "./page.js";

const dialog = document.getElementById("card-dialog");

// Lifecycle

export function start() {
  dialog.addEventListener("change", moved);
  for (const name of ["frame", "dialog", "shell"]) on(name, refresh);
}

// Private

function moved({ target }) {
  if (target.matches("[data-move-to]")) give("card.move", { card: openCard(), column: target.value });
}

function refresh() {
  const column = elementOf("card", openCard())?.closest(".column");
  if (!column) return;
  dialog.querySelector(".dialog-path [data-column]").textContent = nameOf(column);
  const select = dialog.querySelector("[data-move-to]");
  // Whoever is choosing is not to choose from another list all at once.
  if (!select || select === document.activeElement) return;
  const columns = Array.from(board.querySelectorAll(".column[data-order]"));
  const options = columns.map((each) => new Option(nameOf(each), idAround(each, "column"), false, each === column));
  select.replaceChildren(...options);
}

const nameOf = (column) => column.querySelector(".column-name").textContent.trim();
