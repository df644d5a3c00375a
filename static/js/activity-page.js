// The page of what happened on a board, or to a card: it is live as the board is, and fetches its newest lines when
// something changed. They are words for this reader, so they come over HTTP, not in frames.

import * as activityList from "./activity-list.js";
import * as announce from "./announce.js";
import * as connection from "./connection.js";
import * as connectionSign from "./connection-sign.js";
import * as doing from "./doing.js";
import { partial } from "./door.js";
import * as frame from "./frame.js";
import { Pace } from "./lib/pace.js";
import { on } from "./page.js";
import * as times from "./times.js";
import * as waking from "./waking.js";
import * as whereabouts from "./whereabouts.js";

// Milliseconds between two looks at what is new, however much happens.
const PAUSE = 1_000;
const shown = () => document.querySelector(".activity");
const news = new Pace(look, PAUSE);

frame.install(window.htmx);
activityList.settle(shown());
on("frame", () => news.ask());
on("lost", () => news.giveUp());
[connectionSign, times, activityList, doing, whereabouts, waking, connection].forEach((module) => module.start());

/** Resolve with false where it has to be tried again. */
async function look() {
  const page = await partial(shown().dataset.here);
  if (!page) return false;
  // The oldest first, as it happened.
  for (const entry of activityList.grow(shown(), page).toReversed()) announce.tell(wordsOf(entry));
  return true;
}

const wordsOf = (entry) => entry.querySelector("[data-said]").textContent.replace(/\s+/g, " ").trim();
