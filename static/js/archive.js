// The archive's page: what anybody puts away, brings back or deletes shows at once, and typing searches.

import * as connection from "./connection.js";
import * as connectionSign from "./connection-sign.js";
import * as delays from "./delays.js";
import * as doing from "./doing.js";
import { partial } from "./door.js";
import * as frame from "./frame.js";
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

// Milliseconds: between two lists, until a list that could not be had is asked for again, and after the last key.
const PAUSE = 1_000;
const MOMENT = 250;
// What these do, no archive shows.
const ELSEWHERE = new Set(["card.create", "card.move", "column.create", "column.move"]);
const search = document.querySelector(".archive-page input[type=search]");
// Counts what was asked for: only the answer to the last question counts.
let asked = 0;
let askedAt = -Infinity;
let timer = null;

// Lifecycle

frame.install(window.htmx);
on("frame", ({ data, failed }) => failed || ELSEWHERE.has(data.verb) || soon());
on("outbox", mark);
search.addEventListener("input", () => {
  look(`?${new URLSearchParams({ q: search.value })}`);
  soon(MOMENT);
});
document.addEventListener("click", clicked);
const showing = [tabs, connectionSign, sign, notices, times];
const acting = [refusals, delays, outbox, undo, doing, whereabouts, waking, connection];
[...showing, ...acting].forEach((module) => module.start());

// Actions

/** Fetch the list once more, at most once in a while however much happens. */
function soon(delay = Math.max(0, askedAt + PAUSE - performance.now())) {
  clearTimeout(timer);
  timer = setTimeout(renew, delay);
}

// Private

const rows = () => Array.from(document.querySelectorAll(".archive-list > li"));
const look = (address) => history.replaceState(null, "", address);

async function clicked(event) {
  const more = event.target.closest("#archive-more");
  if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const shown = rows().length;
  look(more.getAttribute("href"));
  await renew();
  rows()[shown]?.querySelector("a").focus();
}

async function renew() {
  clearTimeout(timer);
  [asked, askedAt] = [asked + 1, performance.now()];
  const mine = asked;
  const fresh = await partial(location.pathname + location.search);
  if (mine !== asked) return;
  if (fresh) put(fresh);
  else soon();
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
