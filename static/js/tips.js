// Tips on a board: one at a time, when nothing else is going on, each until it was used or closed.
//
// Which ones somebody knows is kept in the browser, by person: it is no content of a board, whoever loses it reads one
// sentence again, and no key that is pressed costs the server a write.

import { board, lettersAct, mayEdit, me, on } from "./page.js";

const KEY = `liveboard-tips-${me()}`;
// Milliseconds in which nothing was pressed, before the first tip and between two of them; until a reader listens.
const CALM = 4_000;
const MOMENT = 100;
// What a command teaches whoever gives it.
const TEACHES = { "card.move": "move", "card.create": "write" };
// What there has to be for a tip to make sense.
const NEEDS = { move: () => board.querySelector(".card[data-order]") !== null, write: lettersAct, keys: lettersAct };
// On a phone every line of the screen is the board's, and there are no keys.
const roomy = matchMedia("(min-width: 60rem) and (pointer: fine)");
const tip = document.getElementById("tip");
let shown = null;
let waiting = null;

// Lifecycle

export function start() {
  on("gave", ({ entry }) => learn(TEACHES[entry.command]));
  on("used", ({ what }) => learn(what));
  on("shell", () => mayEdit() || hide());
  on("dialog", ({ card }) => card && hide());
  roomy.addEventListener("change", hide);
  for (const sign of ["keydown", "pointerdown"])
    document.addEventListener(sign, wait, { capture: true, passive: true });
  tip.querySelector("button").addEventListener("click", () => learn(shown));
  wait();
}

// Private

const known = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");

function learn(name) {
  if (!name) return;
  localStorage.setItem(KEY, JSON.stringify([...new Set([...known(), name])]));
  if (name === shown) hide();
}

function hide() {
  shown = null;
  tip.hidden = true;
  wait();
}

function wait() {
  clearTimeout(waiting);
  if (!shown) waiting = setTimeout(show, CALM);
}

function show() {
  const next = nextOf(known());
  if (!next || !mayEdit()) return undefined;
  if (!roomy.matches || isBusy()) return wait();
  shown = next.dataset.tip;
  tip.hidden = false;
  // Said once: what is announced has to come into a region that is there.
  const words = tip.querySelector("[role=status]");
  words.replaceChildren();
  return setTimeout(() => words.replaceChildren(next.content.cloneNode(true)), MOMENT);
}

function nextOf(names) {
  const tips = Array.from(document.querySelectorAll("template[data-tip]"));
  return tips.find(({ dataset: { tip: name } }) => !names.includes(name) && (NEEDS[name]?.() ?? true));
}

/** Whoever writes, reads a card or asks for something is not interrupted. */
const isBusy = () =>
  document.hidden ||
  document.querySelector("dialog[open], :popover-open, form.editor:focus-within, .is-lifted") !== null;
