// Tells screen readers what others did, in sentences of the page. One's own actions speak for themselves.

import { Pace } from "./lib/pace.js";
import { fill } from "./lib/text.js";
import { me, on, sentence } from "./page.js";

// What happens within this time is said in one go; more than a few changes become a number.
const PAUSE = 400;
// A busy board must leave time to listen to something else (milliseconds).
const REST = 4_000;
const A_FEW = 3;
const region = document.getElementById("announcer");
const pace = new Pace(speak, REST);
let told = [];
let nameBefore = "";
let wasAway = false;

// Lifecycle

export function start() {
  on("before-frame", ({ data }) => {
    // Deleting takes the name away with the tile.
    nameBefore = nameOf(data.object);
  });
  on("frame", hear);
  on("state", tellState);
}

// Actions

/** Say a sentence politely, once the reader is free to hear it. */
export function tell(words) {
  if (!words) return;
  told.push(words);
  if (told.length > 1) return;
  // What is said twice is only heard twice if there was nothing in between.
  region.textContent = "";
  setTimeout(() => pace.ask(), PAUSE);
}

// Private

/** A short break is nobody's business; the end of one that was told is. */
function tellState({ state }) {
  const isAway = state === "offline" || state === "lost";
  if (isAway || (state === "live" && wasAway)) tell(sentence(`state.${state}`));
  wasAway = isAway || (wasAway && state !== "live");
}

function hear({ data, cards, failed }) {
  if (failed || !data.verb || data.actorId === me()) return;
  const object = nameOf(data.object) || nameBefore;
  const n = cards.length;
  const values = { actor: data.actor ?? sentence("somebody"), object, n, column: columnOf(data.object) };
  tell(fill(sentence(nameFor(data, n)), values));
}

/** Which sentence tells of a change: of one to several cards that came to one, that of one. */
function nameFor({ verb, object = "" }, n) {
  if (!object.startsWith("card-")) return verb;
  if (n === 1) return verb.replace("cards.", "card.");
  return verb === "change.undo" && n > 1 ? "change.undo.cards" : verb;
}

function speak() {
  if (!told.length) return;
  region.textContent = told.length > A_FEW ? fill(sentence("many"), { n: told.length }) : told.join(" ");
  told = [];
}

function nameOf(id) {
  if (!id) return "";
  // The board's own name stands in the bar, outside of the board.
  const owner = id.startsWith("board-") ? document.querySelector(".board-bar") : document.getElementById(id);
  return owner?.querySelector(".board-name, .column-name, .card-title")?.textContent.trim() ?? "";
}

function columnOf(id) {
  return document.getElementById(id)?.closest(".column")?.querySelector(".column-name").textContent.trim() ?? "";
}
