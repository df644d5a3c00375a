// The page's menus: one for cards, one for columns, one for the board. They act on an id, not on an element, so that
// nothing that happens to the tile meanwhile sends a command astray.

import { open as openEditor } from "./editors.js";
import { stepOf } from "./moves.js";
import { give } from "./outbox.js";
import { elementOf, idAround, on, visibleTile } from "./page.js";
import { begin } from "./selection.js";

const GAP = 4;
let current = null;
let pressedOn = null;

// Lifecycle

export function start() {
  document.addEventListener("pointerdown", noteTrigger, { capture: true });
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  document.addEventListener("toggle", toggled, { capture: true });
  on("given", ({ form }) => form.closest(".menu") && close());
  on("shell", forget);
  on("chosen", () => current && close());
  on("frame", () => current && !elementOf(current.noun, current.id) && close());
}

// Actions

/** Open the menu of a trigger. */
export function open(trigger) {
  const noun = trigger.dataset.menu;
  const menu = document.getElementById(`menu-${noun}`);
  const id = idAround(trigger, noun);
  // A card that the server does not know yet has nothing that could be done to it.
  if (!menu || !elementOf(noun, id)) return;
  current = { menu, noun, id };
  prepare(current);
  trigger.setAttribute("aria-expanded", "true");
  menu.showPopover();
  setBeside(menu, trigger);
  itemsOf(menu)[0].focus();
}

/** Close the menu; the focus goes back to the tile, wherever that is by now. */
function close() {
  const { menu, noun, id } = current;
  menu.hidePopover();
  const owner = noun === "card" ? visibleTile(id) : elementOf(noun, id);
  const trigger = noun === "board" ? document.querySelector(".board-bar .trigger") : owner?.querySelector(".trigger");
  trigger?.focus({ preventScroll: true });
}

function choose(item) {
  const { noun, id } = current;
  const { edit, move, ask, select } = item.dataset;
  if (ask !== undefined) return reveal(item);
  const place = move && stepOf(noun, id, move);
  if (place) give(`${noun}.move`, { [noun]: id, ...place });
  if (select !== undefined) begin(noun === "card" ? [id] : []);
  if (edit || place || select !== undefined) close();
  if (edit) openEditor(edit, id);
  return undefined;
}

// Private

/** A popover closes itself when the pointer goes down elsewhere, on its own trigger too: that one shall not reopen it. */
function noteTrigger({ target }) {
  const trigger = target.closest(".trigger");
  pressedOn = current && trigger?.ariaExpanded === "true" ? trigger : null;
}

function clicked({ target }) {
  const trigger = target.closest(".trigger");
  if (trigger && trigger !== pressedOn) open(trigger);
  pressedOn = null;
  const item = target.closest(".menu-item");
  if (item && current && item.ariaDisabled !== "true") choose(item);
}

function pressed(event) {
  if (!current) return;
  const items = itemsOf(current.menu);
  const index = items.indexOf(document.activeElement);
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) items.at(next % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
}

function toggled({ target, newState }) {
  if (newState === "closed" && target === current?.menu) forget();
}

/** Nothing is open any more; the menu may even have left the page. */
function forget() {
  document.querySelectorAll(".trigger[aria-expanded]").forEach((trigger) => trigger.removeAttribute("aria-expanded"));
  current = null;
}

function prepare({ menu, noun, id }) {
  for (const input of menu.querySelectorAll(`input[name="${noun}"]`)) input.value = id;
  for (const item of menu.querySelectorAll("[data-move]"))
    item.ariaDisabled = String(!stepOf(noun, id, item.dataset.move));
  for (const form of menu.querySelectorAll("form[data-asked]")) form.hidden = true;
  for (const item of menu.querySelectorAll("[data-ask]")) item.hidden = false;
  const link = menu.querySelector("a[data-open]");
  if (link) link.href = elementOf(noun, id).querySelector(".card-title a, .column-name a").href;
}

/** What cannot be taken back is asked once, in the same place. */
function reveal(item) {
  const form = item.parentNode.querySelector("form[data-asked]");
  [item.hidden, form.hidden] = [true, false];
  form.querySelector(".menu-item").focus();
}

function itemsOf(menu) {
  return Array.from(menu.querySelectorAll(".menu-item")).filter((item) => item.checkVisibility());
}

function setBeside(menu, trigger) {
  const at = trigger.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const isBelow = at.bottom + GAP + height <= window.innerHeight;
  menu.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP))}px`;
  menu.style.top = `${isBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
}
