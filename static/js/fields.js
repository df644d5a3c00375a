// What is typed: which keys send it, how much of it fits, and what has been changed.

import { fill, leftOf } from "./lib/text.js";
import { sentence } from "./page.js";

// Lifecycle

export function start() {
  document.addEventListener("input", ({ target }) => target.form?.matches("form[data-command]") && check(target));
  document.addEventListener("keydown", pressed);
}

// Actions

/** The fields of a form that somebody types into. */
export const inputsOf = (form) => Array.from(form.querySelectorAll("input:not([type=hidden]), textarea"));

export const isDirty = (input) => input.value !== input.defaultValue;

/** Look at one field: mark it if it was changed, say how much room is left, and keep what will not fit from being sent. */
export function check(input) {
  input.toggleAttribute("data-dirty", isDirty(input));
  const left = input.dataset.limit ? leftOf(input.value, Number(input.dataset.limit)) : null;
  const words = left === null ? "" : fill(sentence(left < 0 ? "limit-over" : "limit-near"), { n: Math.abs(left) });
  const isBlank = input.required && input.value !== "" && input.value.trim() === "";
  input.setCustomValidity(isBlank ? sentence("blank") : left < 0 ? words : "");
  input.setAttribute("aria-invalid", isBlank || left < 0);
  showLimit(input, words);
}

// Private

function showLimit(input, words) {
  let hint = input.nextElementSibling?.matches(".limit") ? input.nextElementSibling : null;
  if (!hint && !words) return;
  if (!hint) {
    hint = document.createElement("p");
    hint.className = "limit hint";
    hint.setAttribute("role", "status");
    input.after(hint);
  }
  hint.textContent = words;
  hint.hidden = !words;
}

function pressed(event) {
  const { target, key } = event;
  // While an input method is composing, Enter takes the word.
  if (key !== "Enter" || event.isComposing || !target.matches("form[data-command] :is(textarea, input)")) return;
  const isLine = target.dataset.enter === "send";
  const isAsked = event.ctrlKey || event.metaKey || (isLine && !event.shiftKey);
  if (!isAsked && !isLine) return;
  // A line has no second line; in a text, Enter without a modifier begins one.
  event.preventDefault();
  if (isAsked) target.form.requestSubmit();
}
