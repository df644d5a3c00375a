// What shows on the tiles that are selected, and what becomes of those that vanish: they are selected no more.
//
// Signs are no part of the board: taken off before each frame, and put back after, on whatever stands for a card then.

import { tell } from "./announce.js";
import { fill } from "./lib/text.js";
import { say } from "./notices.js";
import { board, elementOf, mayEdit, on, sentence, visibleTile } from "./page.js";
import { choose, chosenCount, chosenIds, clear } from "./selection.js";

const WORD = "w-chosen";
// What the selected cards are called, while a frame may take them away.
let names = new Map();

// Lifecycle

export function start() {
  on("selection", repaint);
  on("outbox", repaint);
  on("before-frame", () => {
    names = new Map(chosenIds().map((id) => [id, visibleTile(id).querySelector(".card-title").textContent.trim()]));
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
  if (!chosenCount()) return;
  for (const id of chosenIds()) {
    const tile = visibleTile(id);
    tile.classList.add("is-chosen");
    tile.querySelector(".card-title a")?.setAttribute("aria-describedby", WORD);
  }
}

function lift() {
  for (const tile of board.querySelectorAll(".card.is-chosen")) {
    tile.classList.remove("is-chosen");
    tile.querySelector(".card-title a")?.removeAttribute("aria-describedby");
  }
}

function drop(gone) {
  if (!gone.length) return;
  choose(gone, false);
  const words = gone.length > 1 ? "chosen-gone.cards" : "chosen-gone";
  const values = { n: gone.length, object: names.get(gone[0]) };
  say(words, values);
  tell(fill(sentence(words), values));
}
