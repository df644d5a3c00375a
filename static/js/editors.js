// Editors: cloned from the page's templates into the empty hosts that stand in slots, where no frame touches them.

import { partial } from "./door.js";
import { focusBack, hostFor, KINDS, textsOnPage } from "./editor-kinds.js";
import { check, inputsOf, isDirty } from "./fields.js";
import { say } from "./notices.js";
import { emit, fromTemplate, stamp } from "./page.js";

const keyOf = (form) => `${form.dataset.editor} ${form.dataset.for}`;
// What was typed and not sent: from editors that were closed or lost their tile. Kept as long as the page.
const drafts = new Map();

/** The forms that are open, or were until a frame removed their tile. */
export const opened = new Set();

// Actions

/**
 * Open an editor for a column, card or board, or go to the one that is open already.
 * `refused` (`{values, base, content}`) is what was typed and not accepted: it gets an editor of its own.
 * Resolves with the form, or null where there is no place for it.
 */
export async function open(kind, id, refused = null) {
  const place = hostFor(kind, id);
  if (!place) return null;
  const present = place.querySelector(`form[data-editor="${kind}"]`);
  if (present && !refused) return enter(present);
  const form = KINDS[kind].address ? await partial(KINDS[kind].address(id)) : fromTemplate(kind);
  if (!form && !refused) say("editor-offline");
  // Looked up again: while the editor was fetched, its tile may have gone.
  const host = hostFor(kind, id);
  if (!form || !host) return null;
  if (!refused) host.querySelectorAll("form").forEach((other) => remove(other, { keeping: true }));
  prepare(form, kind, id);
  write(form, refused ?? drafts.get(keyOf(form)) ?? { values: {} });
  if (refused) form.prepend(reasonFor(refused));
  host.append(form);
  opened.add(form);
  emit("editor", { host });
  // Whoever writes on meanwhile is not interrupted.
  return refused && document.activeElement.matches("input, textarea") ? form : enter(form);
}

/** Close an editor; what was typed is kept until it is opened again. */
export function close(form) {
  remove(form, { keeping: true });
  focusBack(form.dataset.editor, form.dataset.for);
}

/** What an editor held was sent: make room for the next, or close it. */
export function sent(form) {
  const { editor, for: id } = form.dataset;
  const stays = KINDS[editor].stays && !form.querySelector(".refusal");
  drafts.delete(keyOf(form));
  if (!stays) {
    remove(form, { keeping: false });
    focusBack(editor, id);
    return;
  }
  form.dataset.base = stamp().revision;
  write(form, { values: {} });
  enter(form);
}

/** Keep what was typed, for the next time that this editor is opened; return it as one text. */
export function stash(form) {
  const dirty = inputsOf(form).filter(isDirty);
  const values = Object.fromEntries(dirty.map(({ name, value }) => [name, value]));
  if (dirty.length) drafts.set(keyOf(form), { values, base: form.dataset.base });
  else drafts.delete(keyOf(form));
  return Object.values(values).join("\n\n");
}

// Private

function prepare(form, kind, id) {
  const { noun } = KINDS[kind];
  form.dataset.editor = kind;
  form.dataset.for = id;
  // Taken now and never changed by a frame: what the author saw when the editor opened.
  form.dataset.base = form.elements.base?.value ?? stamp().revision;
  // Without script there is nothing to cancel, so the fetched one comes without it.
  form.querySelector("[data-cancel]").hidden = false;
  if (form.elements[noun]) form.elements[noun].value = id;
  for (const [name, text] of Object.entries(textsOnPage(kind, id))) form.elements[name].defaultValue = text;
}

function write(form, { values, base = form.dataset.base }) {
  form.dataset.base = base;
  for (const input of inputsOf(form)) {
    input.value = values[input.name] ?? input.defaultValue;
    check(input);
  }
}

function reasonFor({ content }) {
  const reason = fromTemplate("refusal");
  reason.innerHTML = content;
  return reason;
}

function remove(form, { keeping }) {
  const host = form.parentNode;
  if (keeping) stash(form);
  opened.delete(form);
  form.remove();
  emit("editor", { host });
}

function enter(form) {
  const [input] = inputsOf(form);
  form.scrollIntoView({ block: "nearest", inline: "nearest" });
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
  return form;
}
