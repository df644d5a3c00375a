// Notices at the foot of the window: what happened, and texts that lost their place, kept until they are dismissed.

import { copyFrom } from "./clipboard.js";
import { fill } from "./lib/text.js";
import { fromTemplate, sentence } from "./page.js";

const TIME_TO_READ = 8_000;
const region = document.querySelector(".notices");

// Lifecycle

export function start() {
  region.addEventListener("click", clicked);
}

// Actions

/** Say something in passing. */
export function say(name, values = {}) {
  leave(show("notice", name, values));
}

/** Say what was just done, with a button that takes it back; the next one takes its place. */
export function offer(words, action, act) {
  region.querySelector("[data-offer]")?.remove();
  const notice = show("offer", "", {});
  notice.querySelector("[data-part=words]").textContent = words;
  for (const button of notice.querySelectorAll("[data-act]")) button.hidden = button.dataset.act !== action;
  notice.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-act]")) return;
    notice.remove();
    act();
  });
  leave(notice);
}

/** Keep something until it is dismissed (`done`): the server's markup, and a text that has no other place any more. */
export function keep(name, { text = "", content = "", done = () => {} }) {
  const notice = show(text ? "kept" : "notice", name, {});
  notice.querySelector("[data-part=content]").innerHTML = content;
  if (text) notice.querySelector("textarea").value = text;
  notice.addEventListener("click", ({ target }) => target.closest("[data-dismiss]") && done());
  return notice;
}

// Private

/** Go by itself, but not from under a pointer or the focus. */
function leave(notice) {
  setTimeout(() => (notice.matches(":hover, :focus-within") ? leave(notice) : notice.remove()), TIME_TO_READ);
}

function show(template, name, values) {
  const notice = fromTemplate(template);
  notice.querySelector("[data-part=words]").textContent = fill(sentence(name), values);
  region.append(notice);
  return notice;
}

async function clicked({ target }) {
  const notice = target.closest(".notice");
  if (target.closest("[data-dismiss]")) notice.remove();
  if (!target.closest("[data-copy]")) return;
  const textarea = notice.querySelector("textarea");
  await copyFrom(textarea);
  textarea.focus();
}
