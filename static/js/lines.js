// A list that is pasted where a card is added: one card, or a card for each line.

import { linesOf } from "./lib/lines.js";
import { fill } from "./lib/text.js";
import { newId } from "./lib/uuid.js";
import { give } from "./outbox.js";
import { emit, sentence } from "./page.js";

// As many as anybody looks through; a server takes some hundred commands at once from one person.
const MOST = 100;
const FORM = 'form[data-editor="add-card"]';

// Lifecycle

export function start() {
  document.addEventListener("input", ({ target }) => target.form?.matches(FORM) && offer(target.form));
  document.addEventListener("click", ({ target }) => target.closest(`${FORM} [data-lines]`) && add(target.form));
}

// Private

function offer(form) {
  const button = form.querySelector("[data-lines]");
  const count = linesOf(form.elements.title.value).length;
  button.hidden = count < 2;
  button.disabled = count > MOST;
  button.textContent = fill(sentence(count > MOST ? "lines-over" : "lines"), { n: Math.min(count, MOST) });
}

function add(form) {
  const column = form.elements.column.value;
  for (const title of linesOf(form.elements.title.value)) give("card.create", { column, card: newId(), title });
  emit("given", { form });
  offer(form);
}
