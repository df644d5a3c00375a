// Undo and redo of what was done in this tab: by keys, by the board's menu, and by a button in the notice of each change;
// also after a reload.

import { keepDeeds, keptDeeds } from "./deeds-store.js";
import { Deeds } from "./lib/deeds.js";
import { fill } from "./lib/text.js";
import { offer } from "./notices.js";
import { give, withdraw } from "./outbox.js";
import { elementOf, emit, on, sentence, visibleTile } from "./page.js";
import { cardsOf } from "./together.js";

const deeds = new Deeds(keptDeeds(), () => {
  keepDeeds(deeds);
  mark();
});
// What waits for its answer, and the words for it then.
const awaited = new Map();
// True while a command is given that is itself an undo or a redo.
let isTakingBack = false;

// Lifecycle

export function start() {
  on("gave", ({ entry }) => isTakingBack || remember(entry));
  on("accepted", ({ entry }) => {
    tell(entry.id);
    deeds.accepted(entry.id);
  });
  on("refused", ({ entry }) => {
    awaited.delete(entry.id);
    deeds.forget(entry.id);
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  on("shell", mark);
  mark();
}

// Actions

/** Take back the latest change of this tab, or the one of an id. */
export function undo(id) {
  const deed = deeds.toUndo(id);
  if (!deed) return;
  // What the server has never heard of needs no undoing.
  if (withdraw(deed.id)) deeds.undid({ ...deed, id: undefined });
  else deeds.undid({ ...deed, id: takeBack(deed, "undone", redo) });
}

/** Do again what was taken back last, or by the command of an id. */
export function redo(id) {
  const deed = deeds.toRedo(id);
  if (!deed) return;
  if (deed.id === undefined) deeds.didAgain({ ...deed, id: giveAgain(deed.entry) });
  else deeds.didAgain({ ...deed, id: takeBack(deed, "done-again", undo) });
}

// Private

/** Only what there are words for can be undone: access and deleting for good have none. */
function remember(entry) {
  const words = wordsFor(entry);
  if (!words) return;
  deeds.did({ id: entry.id, words, entry });
  awaited.set(entry.id, { words, action: "undo", act: undo });
}

function takeBack({ id, words }, name, act) {
  const taken = quietly(() => give("change.undo", { change: id }));
  awaited.set(taken, { words: fill(sentence(name), { what: words }), action: act === undo ? "undo" : "redo", act });
  return taken;
}

const giveAgain = ({ command, fields, base }) => quietly(() => give(command, fields, base));

function quietly(giving) {
  isTakingBack = true;
  const id = giving();
  isTakingBack = false;
  return id;
}

function tell(id) {
  const { words, action, act } = awaited.get(id) ?? {};
  awaited.delete(id);
  if (words) offer(words, action, () => act(id));
}

function wordsFor({ command, fields }) {
  const [noun] = command.split(".");
  const n = cardsOf({ fields }).length;
  const object = fields.title ?? fields.name ?? nameOf(noun, fields[noun]);
  return fill(sentence(`did.${command}`), { object, n, column: nameOf("column", fields.column) });
}

function nameOf(noun, id) {
  const owner = noun === "card" ? visibleTile(id ?? "") : elementOf(noun, id);
  return owner?.querySelector(".column-name, .card-title")?.textContent.trim() ?? "";
}

/** The menu offers only what there is to do. */
function mark() {
  const can = { undo: deeds.canUndo, redo: deeds.canRedo };
  for (const item of document.querySelectorAll("[data-deed]")) item.ariaDisabled = String(!can[item.dataset.deed]);
}

function clicked({ target }) {
  const item = target.closest("[data-deed]:not([aria-disabled=true])");
  if (!item) return;
  emit("chosen");
  if (item.dataset.deed === "undo") undo();
  else redo();
}

function pressed(event) {
  const { target, key } = event;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || target.closest("input, textarea, select, [contenteditable]"))
    return;
  const letter = key.toLowerCase();
  if (letter !== "z" && letter !== "y") return;
  event.preventDefault();
  if (letter === "y" || event.shiftKey) redo();
  else undo();
}
