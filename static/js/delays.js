// Why the server takes nothing for now, told until it does again; what was given waits meanwhile.

import { keep } from "./notices.js";
import { on } from "./page.js";

let told = null;

// Lifecycle

export function start() {
  on("delayed", ({ answer }) => (answer ? tell(answer.content) : end()));
}

// Private

function tell(content) {
  // What was dismissed was read.
  if (told?.content === content) return;
  end();
  told = { content, notice: keep("", { content }) };
}

function end() {
  told?.notice.remove();
  told = null;
}
