// A card's dialog over its board: opening, its address, closing. What it shows of the card is a slot of its own audience.
//
// It is no modal one for the browser: notices stay in reach. Everything else is made inert while it is open.

import { send } from "./connection.js";
import { partials } from "./door.js";
import { close as closeEditor, opened } from "./editors.js";
import { board, emit, idAround, on, visibleTile } from "./page.js";

const dialog = document.getElementById("card-dialog");
const content = dialog.querySelector(".dialog-content");
const behind = document.querySelectorAll(".page-head, .board, #shell-banner");
const addressOf = (number) => board.dataset.cardPage.replace("/c/0/", `/c/${number}/`);
// The number of the card that is open or on its way, and its id once that is known.
let current = null;
// On the way back to the board's address; where that ends is not decided by us, so nothing opens meanwhile.
let isLeaving = false;

// Lifecycle

export function start() {
  window.addEventListener("popstate", follow);
  on("state", ({ state }) => state === "live" && (dialog.dataset.state === "offline" ? load() : tell()));
  on("shell", () => current?.id && load());
  const asked = new URLSearchParams(location.search).get("card");
  if (asked) history.replaceState(null, "", location.pathname);
  if (asked) open(Number(asked));
}

// Actions

/** Open the dialog of a card by its number on the board. */
export function open(number, { isNew = true } = {}) {
  if (current?.number === number) return undefined;
  if (isLeaving) return window.addEventListener("popstate", () => open(number, { isNew }), { once: true });
  leaveEditors();
  const opener = current?.opener ?? idAround(document.activeElement, "card");
  current = { number, id: undefined, opener };
  if (isNew) history.pushState({ card: number }, "", addressOf(number));
  content.replaceChildren();
  dialog.dataset.state = "waiting";
  if (!dialog.open) dialog.show();
  for (const element of behind) element.inert = true;
  dialog.querySelector("[data-close]").focus();
  return load();
}

/** Close it: back to the board's address, and the focus to the tile. */
export function close({ isNew = true } = {}) {
  if (!current) return;
  leaveEditors();
  const id = current.id ?? current.opener;
  current = null;
  tell();
  dialog.close();
  content.replaceChildren();
  for (const element of behind) element.inert = false;
  isLeaving = isNew;
  if (isNew) history.back();
  const tile = id && visibleTile(id);
  (tile?.querySelector(".card-title a") ?? document.getElementById("main")).focus({ preventScroll: true });
  emit("dialog", { card: null });
}

// Private

async function load() {
  if (!current) return undefined;
  const { number } = current;
  const found = await partials(addressOf(number));
  if (current?.number !== number) return undefined;
  const [fresh] = found ?? [];
  if (!fresh) {
    if (!current.id) dialog.dataset.state = found ? "nowhere" : "offline";
    return undefined;
  }
  if (current.id) return renewShell(fresh);
  content.replaceChildren(fresh);
  current.id = fresh.dataset.card;
  dialog.dataset.state = "there";
  tell();
  emit("dialog", { card: current.id });
  return fresh.querySelector(".inside-title").focus({ preventScroll: true });
}

/** Rights have changed: the card stays, with what is being typed; what may be done with it is another. */
function renewShell(fresh) {
  for (const part of [".dialog-empty", ".dialog-side"]) {
    content.querySelector(part)?.remove();
    const renewed = fresh.querySelector(part);
    if (renewed) content.firstElementChild.append(renewed);
  }
  emit("dialog-renewed");
}

/** Tell the server which card is open, so that what changes inside comes as well. */
function tell() {
  if (current && !current.id) return;
  const shown = content.firstElementChild;
  send(JSON.stringify({ open: current?.id ?? null, revision: Number(shown?.dataset.revision ?? 0) }));
}

const leaveEditors = () => [...opened].filter((form) => dialog.contains(form)).forEach(closeEditor);

/** Back and forward. */
function follow() {
  if (isLeaving) {
    isLeaving = false;
    return;
  }
  const number = location.pathname.match(/\/c\/(\d+)\/$/)?.[1];
  if (number) open(Number(number), { isNew: false });
  else close({ isNew: false });
}
