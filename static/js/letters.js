// Single letters act on the tile or column that has the focus, and ? shows which keys there are.
//
// They can be switched off there: whoever dictates, or slips, presses them unawares (WCAG 2.1.4).

import { isForPage, placeOf } from "./arrows.js";
import { open as openEditor } from "./editors.js";
import { open as openMenu } from "./menu.js";
import { board, elementOf, emit, idAround, lettersAct, mayEdit } from "./page.js";
import { together } from "./selection.js";
import { archiveCards } from "./together.js";

const LETTERS = { n: addCard, m: offerMoves, c: archive };
// Of this browser, whoever signs in: it is about hands, not about boards.
const SETTING = "liveboard-letters";
const dialog = document.getElementById("keys-dialog");
const box = dialog.querySelector("[name=letters]");

// Lifecycle

export function start() {
  box.checked = localStorage.getItem(SETTING) !== "off";
  box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
}

// Private

function pressed(event) {
  const { key, target } = event;
  if (!lettersAct()) return;
  const place = key in LETTERS && mayEdit() && placeOf(event);
  if (key === "?" && isForPage(event) && !target.closest("dialog:modal")) show(event);
  else if (place) {
    event.preventDefault();
    // A key that is held down acts once: the focus is on the next tile by then.
    if (!event.repeat) LETTERS[key](place);
  }
}

function clicked(event) {
  if (!event.target.closest("[data-keys]")) return;
  emit("chosen");
  show(event);
}

function show(event) {
  event.preventDefault();
  dialog.showModal();
  emit("used", { what: "keys" });
}

function addCard({ column = board.querySelector(".columns > .column[data-order]") }) {
  if (column) openEditor("add-card", idAround(column, "column"));
}

function offerMoves({ owner }) {
  if (!owner) return;
  if (owner.matches(".card") && together(idAround(owner, "card")).length > 1) {
    emit("choose-column");
    return;
  }
  openMenu(owner.querySelector(".trigger"));
  document.querySelector(".menu:popover-open [data-move]:not([aria-disabled=true])")?.focus();
}

function archive({ owner }) {
  const id = owner?.matches(".card") && idAround(owner, "card");
  // One that the server does not know yet cannot be archived.
  if (id && elementOf("card", id)) archiveCards(together(id));
}
