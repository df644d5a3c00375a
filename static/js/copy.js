// Buttons that copy the field before them; without script, and where nothing may be copied, the field itself is there.

import { copyFrom } from "./clipboard.js";

// Milliseconds that a button says that it has.
const PAUSE = 2_000;

// Lifecycle

export function start() {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-copy]");
    if (button) copy(button);
  });
}

// Private

async function copy(button) {
  await copyFrom(button.previousElementSibling);
  const words = button.querySelector("span");
  const before = words.textContent;
  if (before === button.dataset.done) return;
  words.textContent = button.dataset.done;
  setTimeout(() => {
    words.textContent = before;
  }, PAUSE);
}
