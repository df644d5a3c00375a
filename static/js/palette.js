// The palette: a field over a list of what can be found and done, after the pattern of a combobox with a listbox
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The focus stays in the field; what is in the page matches at
// once, with no network too, and what the server finds is added when it comes.

import { Pace } from "./lib/pace.js";
import { fill } from "./lib/text.js";
import { emit } from "./page.js";
import { ask } from "./palette-found.js";
import { draw, groupsOf } from "./palette-list.js";
import { recent, remember } from "./palette-recent.js";
import { choose, thingsOnPage } from "./palette-things.js";

// Milliseconds: after the last key, before the server is asked or the number of lines is said; between two looks at a
// page on which others are at work.
const MOMENT = 250;
const PAUSE = 200;
const SHORTEST = 2;
const dialog = document.getElementById("palette");
const input = dialog.querySelector("input");
const list = dialog.querySelector("[role=listbox]");
const nothing = dialog.querySelector(".palette-nothing");
const status = dialog.querySelector("[role=status]");
const news = new Pace(() => dialog.open && look(), PAUSE);
// Where the focus was before.
let at = document.body;
let onPage = [];
// One's boards and the people of this one, as they were told last; what was found for what is typed.
let known = [];
let found = [];
let shown = [];
let active = 0;
let typing = null;
let asked = 0;

input.addEventListener("input", typed);
dialog.addEventListener("keydown", pressed);
dialog.addEventListener("pointermove", pointed);
dialog.addEventListener("click", clicked);
dialog.addEventListener("close", () => clearTimeout(typing));
document.addEventListener("board:frame", () => news.ask());

// Actions

/** Open the palette, or close it; the browser gives the focus back to where it was. */
export function toggle() {
  if (dialog.open) {
    dialog.close();
    return;
  }
  input.value = "";
  [found, active] = [[], 0];
  at = document.activeElement;
  dialog.showModal();
  look();
  fetchKnown();
  emit("used", { what: "find" });
}

// Private

function typed() {
  [found, active] = [[], 0];
  asked += 1;
  render();
  clearTimeout(typing);
  typing = setTimeout(settled, MOMENT);
}

/** Somebody has paused: they hear how much there is, and what is elsewhere is looked for. */
async function settled() {
  say();
  const sought = input.value.trim();
  if (sought.length < SHORTEST) return;
  const mine = asked;
  const more = await ask(sought);
  // Something else is sought by now.
  if (mine !== asked || !more?.length) return;
  found = more.map((thing) => ({ ...thing, isFound: true }));
  render();
  say();
}

async function fetchKnown() {
  const fresh = await ask("");
  if (!fresh) return;
  known = fresh;
  render();
}

/** Look at the page anew: it is the board as it is now, others' changes included. */
function look() {
  onPage = thingsOnPage(at);
  render();
}

/** Draw what matches; what was active stays so, wherever it stands by now, unless something else was typed. */
function render() {
  const before = active > 0 ? shown[active] : undefined;
  const things = [...recent(onPage), ...onPage, ...known, ...found].filter(({ href }) => href !== location.href);
  shown = draw(list, groupsOf(things, input.value));
  const again = before ? shown.findIndex((thing) => isSame(thing, before)) : 0;
  list.hidden = shown.length === 0;
  nothing.hidden = shown.length > 0;
  input.setAttribute("aria-expanded", String(shown.length > 0));
  activate(Math.max(again, 0));
}

const isSame = (one, other) => one.group === other.group && one.label === other.label && one.href === other.href;

function activate(index) {
  active = index;
  const options = list.querySelectorAll("[role=option]");
  options.forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
  const option = options[index];
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
  // With its heading, where it is the first.
  (index === 0 ? list.firstElementChild : option)?.scrollIntoView({ block: index === 0 ? "start" : "nearest" });
}

function pressed(event) {
  // The board has keys of its own.
  event.stopPropagation();
  const { key, isComposing } = event;
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[key];
  if (isComposing) return;
  if (key === "Escape") dialog.close();
  else if (step && shown.length) activate(stepped(step));
  else if (key === "Enter" && event.target === input) take(event.ctrlKey || event.metaKey);
  else return;
  event.preventDefault();
}

/** One step goes around; more end at the edge. */
function stepped(step) {
  const { length } = shown;
  return Math.abs(step) === 1 ? (active + step + length) % length : Math.min(Math.max(active + step, 0), length - 1);
}

function take(inAnotherTab) {
  const thing = shown[active];
  if (!thing) return;
  dialog.close();
  remember(thing);
  if (inAnotherTab && thing.href) window.open(thing.href, "_blank", "noopener");
  else choose(thing);
}

const indexOf = (target) => Number(target.closest("[role=option]")?.id.match(/\d+$/)[0] ?? -1);

function pointed({ target }) {
  const index = indexOf(target);
  if (index >= 0 && index !== active) activate(index);
}

function clicked(event) {
  const index = indexOf(event.target);
  // Beside the palette: its own backdrop.
  if (event.target === dialog || event.target.closest(".palette-field button, .palette-foot a")) dialog.close();
  if (index < 0) return;
  active = index;
  take(event.ctrlKey || event.metaKey);
}

function say() {
  const { none, one, many } = status.dataset;
  const n = shown.length;
  status.textContent = n === 0 ? none : n === 1 ? one : fill(many, { n });
}
