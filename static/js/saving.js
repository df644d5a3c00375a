// Saves what is typed while it is typed, and brings it back after a reload or a crash.

import { dropDraft, inherit } from "./drafts.js";
import { hostFor } from "./editor-kinds.js";
import { open, opened, refill, stash } from "./editors.js";
import { keep, say } from "./notices.js";
import { on, openCard } from "./page.js";

// Milliseconds after the last key: a crash takes no more than that.
const PAUSE = 200;
const typed = new Map();
const FORMS = ".column-new form";

// Lifecycle

export function start() {
  document.addEventListener("input", soon);
  for (const name of ["pagehide", "visibilitychange"]) document.addEventListener(name, saveAll);
  window.addEventListener("pagehide", saveAll);
  document.addEventListener("click", clicked);
  on("unkept", () => say("unkept"));
  on("shell", () => document.querySelectorAll(FORMS).forEach(refill));
  on("state", ({ state }) => state === "live" && inherit(bringBack));
  inherit(bringBack);
}

// Private

function soon({ target }) {
  const form = target.closest(`form[data-editor], ${FORMS}`);
  if (!form) return;
  clearTimeout(typed.get(form));
  typed.set(form, setTimeout(save, PAUSE, form));
}

function save(form) {
  typed.delete(form);
  // An editor that was closed meanwhile has seen to it.
  if (form.isConnected) stash(form, { isOpen: true });
}

function saveAll() {
  for (const [form, timer] of typed) {
    clearTimeout(timer);
    save(form);
  }
}

/** Open the editors again that were open when the page went, each with its text; what has no place is offered to be copied. */
async function bringBack(left) {
  document.querySelectorAll(FORMS).forEach(refill);
  if (left.length) await dialogLoaded();
  for (const { id: draft, key, values } of left) {
    const [kind, id] = key.split(" ");
    if (id === undefined || [...opened].some((form) => form.dataset.editor === kind && form.dataset.for === id))
      continue;
    if (hostFor(kind, id)) await open(kind, id);
    else keep("editor-lost", { text: Object.values(values).join("\n\n"), done: () => dropDraft(draft) });
  }
}

/** A card that the address asks for is on its way into the dialog, where its editor belongs. */
function dialogLoaded() {
  if (!document.querySelector("#card-dialog[open]") || openCard()) return undefined;
  return new Promise((resolve) => on("dialog", resolve));
}

function clicked({ target }) {
  const { kind, about } = target.closest(".draft-mark")?.dataset ?? {};
  if (kind) open(kind, about);
}
