// The sign that says whether the page is live, and what to do when it will not be any more.

import { on } from "./page.js";

const sign = document.querySelector(".connection");

// Lifecycle

export function start() {
  on("state", show);
  on("lost", ({ code }) => explain(code));
}

// Private

function show({ state, blocked }) {
  sign.dataset.state = state;
  for (const words of sign.querySelectorAll("[data-blocked]"))
    words.hidden = (words.dataset.blocked === "true") !== blocked;
}

function explain(code) {
  for (const words of sign.querySelectorAll("[data-lost]")) words.hidden = words.dataset.lost !== String(code);
}
