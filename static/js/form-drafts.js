// Texts typed into the ordinary forms of pages without a board: kept until the server has taken them, and offered again
// wherever their form stands. Never what is secret, sought, or typed to confirm something (`data-unkept`).

import { isDirty } from "./fields.js";
import { watch } from "./left.js";
import { newId } from "./lib/uuid.js";
import { fromTemplate, me } from "./page.js";
import { forgotten } from "./sent.js";
import { put, remove } from "./store.js";
import { start as live, tab } from "./tabs.js";

// Milliseconds after the last key: a crash takes no more than that.
const PAUSE = 200;
const FORMS = "form[method=post]:not([data-unkept])";
const TYPES = new Set(["text", "email", "url", "textarea"]);
// Hidden fields that say nothing of what a form is about.
const ENVELOPE = new Set(["csrfmiddlewaretoken", "next", "base", "draft"]);
const typed = new Map();

live();
document.addEventListener("input", soon);
document.addEventListener("submit", ({ target }) => typed.has(target) && save(target), { capture: true });
window.addEventListener("pagehide", () => [...typed.keys()].forEach(save));
document.addEventListener("click", ({ target }) => target.closest("[data-discard]") && discard(target.form));
await forgotten;
watch("drafts", offer, ({ key }) => formOf(key) !== undefined);

function soon({ target: { form } }) {
  if (!form?.matches(FORMS) || !fieldsOf(form).length) return;
  clearTimeout(typed.get(form));
  typed.set(form, setTimeout(save, PAUSE, form));
}

function save(form) {
  clearTimeout(typed.get(form));
  typed.delete(form);
  const dirty = fieldsOf(form).filter(isDirty);
  if (!dirty.length) return remove("drafts", form.elements.draft?.value ?? "");
  return keep(form, Object.fromEntries(dirty.map(({ name, value }) => [name, value])));
}

function keep(form, values) {
  const id = named(form).value;
  return put("drafts", { id, key: keyOf(form), values, at: Date.now(), tab, user: me() });
}

/** Put back what was typed when the page went: the latest, where nobody has typed anything meanwhile; the others wait. */
function offer(left) {
  for (const { id, key, values } of left.reverse()) {
    const form = formOf(key);
    if (!form || form.elements.draft || fieldsOf(form).some(isDirty)) continue;
    named(form).value = id;
    const fields = fieldsOf(form).filter(({ name, value }) => (values[name] ?? value) !== value);
    for (const field of fields) field.value = values[field.name];
    keep(form, values);
    // Where the server hands back what it did not take, it stands there already.
    if (!fields.length) continue;
    form.append(fromTemplate("draft-note"));
    form.closest("details")?.setAttribute("open", "");
  }
}

function discard(form) {
  for (const field of fieldsOf(form)) field.value = field.defaultValue;
  form.querySelector(".draft-note").remove();
  save(form);
  fieldsOf(form)[0].focus();
}

/** The hidden field that names a form's draft to the server, which says when it was taken. */
function named(form) {
  if (!form.elements.draft) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: newId() });
    form.append(field);
  }
  return form.elements.draft;
}

const formOf = (key) => [...document.querySelectorAll(FORMS)].find((form) => keyOf(form) === key);

/** What a form is about, on whatever page it stands: where it goes, and with which hidden values. */
function keyOf(form) {
  const about = [...form.querySelectorAll("input[type=hidden]")].filter(({ name }) => !ENVELOPE.has(name));
  const { pathname } = new URL(form.getAttribute("action") ?? "", location.href);
  return [pathname, ...about.map(({ name, value }) => `${name}=${value}`).sort()].join(" ");
}

function fieldsOf(form) {
  return [...form.elements].filter(
    ({ type, name, readOnly, autocomplete }) =>
      TYPES.has(type) && name && name !== "code" && !readOnly && autocomplete !== "one-time-code",
  );
}
