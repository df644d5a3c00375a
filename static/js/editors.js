// Editors: cloned from the page's templates into the empty hosts that stand in slots, where no frame touches them.

import { partial } from "./door.js";
import { draftAt, dropDraft, keepDraft } from "./drafts.js";
import { focusBack, hostFor, KINDS, textsOnPage } from "./editor-kinds.js";
import { check, inputsOf, isDirty } from "./fields.js";
import { newId } from "./lib/uuid.js";
import { say } from "./notices.js";
import { emit, fromTemplate, stamp } from "./page.js";

/** Where a form's draft belongs: an editor of something, or a form that stands on the page. */
const keyOf = ({ dataset }) => (dataset.editor ? `${dataset.editor} ${dataset.for}` : dataset.command);

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
  const draft = refused ? undefined : take(form);
  write(form, refused ?? draft ?? { values: {} });
  if (refused) form.prepend(reasonFor(refused));
  else if (draft) form.append(fromTemplate("draft-note"));
  host.append(form);
  opened.add(form);
  stash(form, { isOpen: true });
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
  dropDraft(form.dataset.draft);
  if (!stays) {
    remove(form, { keeping: false });
    focusBack(editor, id);
    return;
  }
  form.dataset.base = stamp().revision;
  write(form, { values: {} });
  enter(form);
}

/** Keep what was typed, for the next time that this form is opened; return it as one text. */
export function stash(form, { isOpen = false } = {}) {
  const dirty = inputsOf(form).filter(isDirty);
  const values = Object.fromEntries(dirty.map(({ name, value }) => [name, value]));
  form.dataset.draft ??= newId();
  if (dirty.length) keepDraft({ id: form.dataset.draft, key: keyOf(form), values, base: form.dataset.base, isOpen });
  else dropDraft(form.dataset.draft);
  return Object.values(values).join("\n\n");
}

/** Throw away what was typed: the editor shows what stands on the page. */
export function discard(form) {
  dropDraft(form.dataset.draft);
  form.querySelector(".draft-note")?.remove();
  form.dataset.base = form.elements.base?.value ?? stamp().revision;
  write(form, { values: {} });
  enter(form);
}

/** Put a draft back into a form that stands on the page, if there is one for it. */
export function refill(form) {
  const draft = take(form);
  if (!draft) return;
  write(form, draft);
  form.closest("details")?.setAttribute("open", "");
}

// Private

/** Take the draft that waits at a form's place: from now on this form keeps it. */
function take(form) {
  const draft = draftAt(keyOf(form));
  if (draft) form.dataset.draft = draft.id;
  return draft;
}

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
  if (base !== undefined) form.dataset.base = base;
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
