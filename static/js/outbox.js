// From a form to the server: takes the submit before the browser and htmx do, and keeps the command until it is done.

import { send } from "./connection.js";
import { deliver } from "./door.js";
import { inputsOf, isDirty } from "./fields.js";
import { watch } from "./left.js";
import { Outbox } from "./lib/outbox.js";
import { newId } from "./lib/uuid.js";
import { board, emit, me, on, stamp } from "./page.js";
import { ask } from "./resume.js";
import { keeps, put, remove } from "./store.js";
import { tab } from "./tabs.js";

// What lies beside the fields of a command in a form.
const ENVELOPE = new Set(["csrfmiddlewaretoken", "next", "since", "base", "id", "outbox"]);
// The server closes the socket over 64 KiB, without a word.
const LONGEST = 60 * 1024;
const size = (text) => new TextEncoder().encode(text).length;

const queue = new Outbox({
  transmit,
  later: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  changed: () => emit("outbox"),
  accepted: (entry) => emit("accepted", { entry }),
  refused: (entry, answer, followers) => emit("refused", { entry, answer, followers }),
  delayed: (answer) => emit("delayed", { answer }),
  store: { put: keep, delete: settle },
});

// Lifecycle

export function start() {
  document.addEventListener("submit", submitted, { capture: true });
  // What is kept needs nobody to stay.
  window.addEventListener("beforeunload", (event) => queue.waiting && !keeps() && event.preventDefault());
  on("answer", (answer) => queue.answered(answer) && queue.reached(stamp().revision));
  on("frame", ({ reset, failed }) => failed || queue.reached(reset ? Infinity : stamp().revision));
  on("state", ({ state, blocked }) => {
    const isOpen = state === "live" || blocked;
    if (isOpen) queue.open();
    else queue.close();
    // Tabs that have come since may die as well.
    if (isOpen) watch("outbox", inherit);
  });
  watch("outbox", inherit);
}

// Actions

/** Give a command; its effect comes back as a frame, like everyone else's. */
export function give(command, fields, base = stamp().revision) {
  const entry = { id: newId(), command, fields, base: Number(base), at: now(), tab };
  // Before it is sent: the page still shows what it is about to change.
  emit("gave", { entry });
  queue.add(entry);
  return entry.id;
}

/** Take a command back that was never sent; false where the server may know of it already. */
export const withdraw = (id) => queue.withdraw(id);

export const entries = () => queue.entries;
/** How many commands given before a moment the server has not acknowledged. */
export const waiting = (moment = Infinity) =>
  queue.entries.filter(({ revision, at }) => revision === undefined && at <= moment).length;

/** Milliseconds since 1970, never twice the same: the order in which commands were given, across tabs and reloads. */
export const now = () => performance.timeOrigin + performance.now();

/** A refusal was dealt with, or a command is done: it need not be kept any longer. */
export function settle(id) {
  remove("outbox", id);
}

// Private

function submitted(event) {
  const form = event.target.closest("form[data-command]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const fields = collect(form);
  if (fields) give(form.dataset.command, fields, form.dataset.base ?? form.elements.base?.value);
  emit("given", { form, fields });
}

/** Read the fields of a form; of one that edits, only what was changed. Null where nothing was. */
function collect(form) {
  for (const input of form.querySelectorAll("[data-new-id]")) input.value = newId();
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !ENVELOPE.has(name)));
  if (!("changedOnly" in form.dataset)) return fields;
  const inputs = inputsOf(form);
  const unchanged = inputs.filter((input) => !isDirty(input));
  unchanged.forEach(({ name }) => delete fields[name]);
  return unchanged.length < inputs.length ? fields : null;
}

function keep({ id, command, fields, base, at, tab: owner }, answer) {
  put("outbox", { id, command, fields, base, at, tab: owner, user: me(), board: board.dataset.board, answer });
}

/** Take over what a dead tab left; what it had been refused is shown here. */
function inherit(left) {
  queue.inherit(left.filter(({ answer }) => !answer));
  for (const { answer, ...entry } of left) if (answer) emit("refused", { entry, answer, followers: [] });
}

function transmit({ id, command, fields, base, tab: owner }) {
  const message = { command, id, base, outbox: owner, me: me(), ...fields };
  const text = JSON.stringify(message);
  if (size(text) <= LONGEST && send(text)) return undefined;
  return overHttp(message);
}

async function overHttp(message) {
  const answer = await deliver(message);
  emit("answer", answer);
  // Where no socket brings the frame, it is fetched; where one does, this asks for nothing new.
  if (answer.revision > stamp().revision) return ask();
  return undefined;
}
