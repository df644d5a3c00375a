// Says which of the cards of a command were left out: those that somebody had taken off the board meanwhile.

import { say } from "./notices.js";
import { elementOf, on, stamp } from "./page.js";
import { cardsOf } from "./together.js";

// Commands that are done, while the page has not reached their revision.
let awaited = [];

// Lifecycle

export function start() {
  on("accepted", ({ entry }) => {
    if (entry.command === "cards.move") awaited.push(entry);
    look();
  });
  on("frame", look);
}

// Private

function look() {
  const reached = awaited.filter(({ revision }) => revision <= stamp().revision);
  awaited = awaited.filter((entry) => !reached.includes(entry));
  for (const entry of reached) {
    const { length } = cardsOf(entry).filter((id) => !elementOf("card", id));
    if (length) say(length > 1 ? "left-out.cards" : "left-out", { n: length });
  }
}
