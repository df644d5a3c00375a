// The bar at the foot of the board: how many cards are selected, said aloud as well, and what can be done with them.

import { fill } from "./lib/text.js";
import { cardIds, columnIds } from "./moves.js";
import { elementOf, fromTemplate, on, sentence, visibleTile } from "./page.js";
import { chosenCount, chosenIds, clear, isChoosing } from "./selection.js";
import { archiveCards, moveCards } from "./together.js";

const voice = document.getElementById("voice");
// A part of the shell: another one comes when rights change.
const bar = () => document.getElementById("selection-bar");
const list = () => document.getElementById("selection-columns");
let said = 0;

// Lifecycle

export function start() {
  for (const name of ["selection", "shell"]) on(name, show);
  on("choose-column", offerColumns);
  document.addEventListener("click", clicked);
  document.addEventListener(
    "beforetoggle",
    ({ target, newState }) => target === list() && newState === "open" && fillIn(),
    {
      capture: true,
    },
  );
  show();
}

// Private

function show({ isDone = false } = {}) {
  const n = chosenCount();
  const isShown = n > 0 || isChoosing();
  document.body.toggleAttribute("data-chooses", isShown);
  if (bar()) {
    bar().hidden = !isShown;
    bar().querySelector("[data-part=words]").textContent = wordsFor(n);
    for (const button of bar().querySelectorAll("[data-acts]")) button.disabled = n === 0;
  }
  if (n !== said && !isDone) voice.textContent = wordsFor(n);
  said = n;
}

function wordsFor(n) {
  if (n === 0) return sentence(isChoosing() ? "choosing" : "chosen.0");
  return fill(sentence(n === 1 ? "chosen.1" : "chosen.cards"), { n });
}

function clicked({ target }) {
  const column = target.closest("#selection-columns button")?.dataset.column;
  if (column) moveTo(column);
  else if (target.closest("#selection-bar [data-archive]")) leave(archiveCards, chosenIds());
  else if (target.closest("#selection-bar [data-clear]")) leave(clear, chosenIds());
}

function offerColumns() {
  list()?.showPopover();
  list()?.querySelector("button")?.focus();
}

function fillIn() {
  const rows = columnIds().map((id) => {
    const row = fromTemplate("selection-column");
    const button = row.querySelector("button");
    button.dataset.column = id;
    button.textContent = elementOf("column", id).querySelector(".column-name").textContent.trim();
    return row;
  });
  list()
    .querySelector("ul")
    .replaceChildren(...rows);
}

/** To the end of a column, below those that stay in it. */
function moveTo(column) {
  list().hidePopover();
  const ids = chosenIds();
  const moving = new Set(ids);
  const staying = cardIds(elementOf("column", column).querySelector(".cards")).filter((id) => !moving.has(id));
  leave((chosen) => moveCards(chosen, { column, after: staying.at(-1) ?? "" }), ids);
}

/** The bar goes with the selection: the focus goes to the first of the cards, or to the board if that is gone. */
function leave(act, ids) {
  act(ids);
  clear();
  const tile = ids.length ? visibleTile(ids[0]) : null;
  (tile?.querySelector(".card-title a") ?? document.getElementById("main")).focus({ preventScroll: true });
}
