// What is said aloud of a hold by keyboard: at once, and each step in place of the one before.

import { fill } from "./lib/text.js";
import { sentence } from "./page.js";

const voice = document.getElementById("voice");

// Actions

/** Say a sentence of the page about what is held, `{name, ids, container, index, total}`. */
export function speak(words, { name, ids, container, index, total }) {
  const column = container.closest(".column")?.querySelector(".column-name").textContent.trim();
  const where = fill(sentence(column ? "drag-place" : "drag-place-column"), { n: index + 1, total, column });
  const said = (ids.length > 1 && sentence(`${words}.cards`)) || sentence(words);
  voice.textContent = fill(said, { object: name, n: ids.length, where });
}
