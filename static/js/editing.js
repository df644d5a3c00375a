// When editors open and close: clicks, keys, what was sent, and tiles that vanish under somebody's hands.

import { isForPage } from "./arrows.js";
import { close, discard, open, opened, sent, stash } from "./editors.js";
import { check, inputsOf, isDirty } from "./fields.js";
import { keep } from "./notices.js";
import { board, fromTemplate, idAround, lettersAct, mayEdit, on } from "./page.js";
import { keeps } from "./store.js";

// Lifecycle

export function start() {
  document.addEventListener("click", clicked);
  document.addEventListener("dblclick", doubleClicked);
  document.addEventListener("keydown", pressed);
  // What is kept needs nobody to stay.
  window.addEventListener("beforeunload", (event) => !keeps() && hasUnsent() && event.preventDefault());
  on("given", ({ form }) => (form.dataset.editor ? sent(form) : form.closest("[popover]") || clear(form)));
  on("frame", rescue);
  on(
    "frame",
    ({ reset, elements }) => (reset || elements.some((element) => element.matches(".column"))) && offerCards(),
  );
  on("editor", offerCards);
  on("shell", offerCards);
  offerCards();
}

// Private

function clicked({ target }) {
  const form = target.closest("form[data-editor]");
  if (target.closest(".add-card")) open("add-card", idAround(target, "column"));
  else if (form && target.closest("[data-discard]")) discard(form);
  else if (form && target.closest("[data-cancel]")) close(form);
}

/** Where a column is empty, there is room for a card. */
function doubleClicked({ target }) {
  const column = !target.closest(".card, .column-head, .host") && target.closest(".columns > .column[data-order]");
  if (column && mayEdit()) open("add-card", idAround(column, "column"));
}

function pressed(event) {
  const { target, key } = event;
  const form = target.closest("form[data-editor]");
  if (form && key === "Escape" && !event.isComposing) {
    // The dialog around it stays.
    event.preventDefault();
    close(form);
  }
  if (form || !mayEdit() || !isForPage(event)) return;
  if (key !== "F2" && !(key === "e" && lettersAct())) return;
  const kind = target.closest(".card") ? "edit-title" : target.closest(".column-head") && "rename-column";
  if (!kind) return;
  event.preventDefault();
  open(kind, idAround(target, kind === "edit-title" ? "card" : "column"));
}

/** A form that belongs to the page itself is ready for the next one. */
function clear(form) {
  form.reset();
  stash(form);
  inputsOf(form).forEach(check);
  inputsOf(form)[0]?.focus();
}

/** Put "add a card" at the foot of each column, where this reader may; an open editor stands in its place. */
function offerCards() {
  if (!mayEdit()) return board.querySelectorAll(".add-card").forEach((button) => button.remove());
  for (const column of board.querySelector(".columns").children) {
    const host = Array.from(column.children).find((child) => child.dataset.host === "add-card");
    if (!host) continue;
    if (!host.querySelector(".add-card")) host.prepend(fromTemplate("add-card-button"));
    host.querySelector(".add-card").hidden = host.querySelector("form") !== null;
  }
  return undefined;
}

/** Somebody removed the tile or column that was being edited: its text is offered to be copied. */
function rescue() {
  for (const form of opened) {
    if (form.isConnected) continue;
    opened.delete(form);
    const text = stash(form);
    if (text) keep("editor-lost", { text });
  }
}

const hasUnsent = () => [...opened].some((form) => inputsOf(form).some(isDirty));
