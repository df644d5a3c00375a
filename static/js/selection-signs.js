// What shows on the tiles that are selected, and what becomes of those that vanish: they are selected no more.
//
// Signs are no part of the board: taken off before each frame, and put back after, on whatever stands for a card then.

import { say } from "./notices.js";
import { board, elementOf, idAround, mayEdit, on } from "./page.js";
import { choose, chosenTiles, clear } from "./selection.js";

const WORD = "w-chosen";
// What the selected cards are called, while a frame may take them away.
let names = new Map();

// Lifecycle

export function start() {
  on("selection", repaint);
  on("outbox", repaint);
  on("before-frame", () => {
    names = new Map(chosenTiles().map((tile) => [idAround(tile, "card"), titleOf(tile)]));
    lift();
  });
  on("frame", () => {
    drop([...names.keys()].filter((id) => !elementOf("card", id)));
    repaint();
  });
  on("shell", () => mayEdit() || clear());
  repaint();
}

// Private

function repaint() {
  lift();
  for (const tile of chosenTiles()) {
    tile.classList.add("is-chosen");
    tile.querySelector(".card-title a")?.setAttribute("aria-describedby", WORD);
  }
}

const titleOf = (tile) => tile.querySelector(".card-title").textContent.trim();

function lift() {
  for (const tile of board.querySelectorAll(".card.is-chosen")) {
    tile.classList.remove("is-chosen");
    tile.querySelector(".card-title a")?.removeAttribute("aria-describedby");
  }
}

function drop(gone) {
  if (!gone.length) return;
  choose(gone, false);
  say(gone.length > 1 ? "chosen-gone.cards" : "chosen-gone", { n: gone.length, object: names.get(gone[0]) });
}
