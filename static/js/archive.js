// The archive's page: what anybody puts away, brings back or deletes shows at once, and typing searches.

import * as connection from "./connection.js";
import * as connectionSign from "./connection-sign.js";
import * as delays from "./delays.js";
import * as doing from "./doing.js";
import { partial } from "./door.js";
import * as frame from "./frame.js";
import { Pace } from "./lib/pace.js";
import * as notices from "./notices.js";
import * as outbox from "./outbox.js";
import { on } from "./page.js";
import * as refusals from "./refusals.js";
import * as sign from "./sign.js";
import * as tabs from "./tabs.js";
import * as times from "./times.js";
import * as undo from "./undo.js";
import * as waking from "./waking.js";
import * as whereabouts from "./whereabouts.js";

// Milliseconds: between two lists, however much happens; after the last key.
const PAUSE = 1_000;
const MOMENT = 250;
// What these do, no archive shows.
const ELSEWHERE = new Set(["card.create", "card.move", "column.create", "column.move"]);
const search = document.querySelector(".archive-page input[type=search]");
const news = new Pace(renew, PAUSE);
let typing = null;
let asked = 0;

// Lifecycle

frame.install(window.htmx);
on("frame", ({ data, failed }) => failed || ELSEWHERE.has(data.verb) || news.ask());
on("lost", () => news.giveUp());
on("outbox", mark);
search.addEventListener("input", () => {
  look(`?${new URLSearchParams({ q: search.value })}`);
  clearTimeout(typing);
  typing = setTimeout(renew, MOMENT);
});
document.addEventListener("click", clicked);
const showing = [tabs, connectionSign, sign, notices, times];
const acting = [refusals, delays, outbox, undo, doing, whereabouts, waking, connection];
[...showing, ...acting].forEach((module) => module.start());

// Private

const rows = () => Array.from(document.querySelectorAll(".archive-list > li"));
const look = (address) => history.replaceState(null, "", address);

async function clicked(event) {
  const more = event.target.closest("#archive-more");
  if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const shown = rows().length;
  look(more.getAttribute("href"));
  more.ariaBusy = "true";
  await renew();
  more.ariaBusy = null;
  rows()[shown]?.querySelector("a").focus();
}

/** Resolve with false where the list could not be had. */
async function renew() {
  asked += 1;
  const mine = asked;
  const fresh = await partial(location.pathname + location.search);
  // Somebody has asked again meanwhile, and the answer to that is on its way.
  if (mine !== asked) return true;
  if (fresh) put(fresh);
  return fresh !== null;
}

/** Bring the list up to date; whoever was at a row that is gone goes on at the next one. */
function put(fresh) {
  const at = rows().indexOf(document.activeElement.closest(".archive-list > li"));
  frame.bring(document.getElementById("archive"), fresh);
  times.format(document);
  mark();
  if (at < 0 || document.activeElement !== document.body) return;
  (
    rows()
      .at(Math.min(at, rows().length - 1))
      ?.querySelector("a") ?? document.getElementById("main")
  ).focus();
}

/** Show at which rows something waits for the server. */
function mark() {
  const waiting = new Set(outbox.entries().map(({ fields }) => fields.card ?? fields.column));
  for (const row of rows()) row.toggleAttribute("data-pending", waiting.has(row.dataset.card ?? row.dataset.column));
}
