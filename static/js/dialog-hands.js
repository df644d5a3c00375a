// What opens and closes the dialog of a card, and the editors in it: clicks and keys.

import { close, open } from "./dialog.js";
import { open as openEditor } from "./editors.js";
import { emit, hasModifier, lettersAct, mayEdit, on, openCard } from "./page.js";

const dialog = document.getElementById("card-dialog");

// Lifecycle

export function start() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  // Whoever deletes a card has nothing left to look at.
  on("given", ({ form }) => dialog.contains(form) && form.dataset.command === "card.delete" && close());
}

// Private

function clicked(event) {
  const { target } = event;
  const link = target.closest(".menu-item[data-open]") ?? linkOfTile(target);
  const field = fieldOf(target);
  if (link?.pathname.includes("/c/") && !isForAnotherTab(event)) follow(event, link);
  else if (target.closest("#card-dialog [data-close]") || target === dialog) close();
  else if (field) edit(field);
}

/** The whole tile is its link, but for what can be pressed or typed into. */
function linkOfTile(target) {
  const link = target.closest(".board .card")?.querySelector(".card-title a");
  return target.closest("a, button, .host") === (link?.contains(target) ? link : null) ? link : null;
}

function follow(event, link) {
  event.preventDefault();
  if (link.matches(".menu-item")) emit("chosen");
  open(Number(link.pathname.match(/\/c\/(\d+)\/$/)[1]));
}

const isForAnotherTab = ({ ctrlKey, metaKey, shiftKey, button }) => ctrlKey || metaKey || shiftKey || button !== 0;

/** Return which field a click in the dialog asks to edit: a button, or the text itself; marking text is no asking. */
function fieldOf(target) {
  if (!mayEdit() || !dialog.contains(target)) return null;
  const button = target.closest("[data-edit-inside]");
  if (button) return button.dataset.editInside;
  if (target.closest("a, button, input") || !getSelection().isCollapsed) return null;
  if (target.closest(".inside-title")) return "title";
  return target.closest(".inside-text") && "description";
}

async function edit(field) {
  if (!openCard() || dialog.dataset.state !== "there") return;
  const form = await openEditor("edit-card", openCard());
  form?.elements[field].focus();
}

function pressed(event) {
  if (!dialog.open || event.defaultPrevented || event.isComposing) return;
  const { target, key } = event;
  const isPlain = !(hasModifier(event) || target.closest("form, select"));
  if (key === "Escape" && !document.querySelector(":popover-open")) close();
  else if (key === "e" && isPlain && mayEdit() && lettersAct()) edit("title");
  else return;
  event.preventDefault();
}
