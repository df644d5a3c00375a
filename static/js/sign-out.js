// Signing out forgets what this browser has kept for its reader; what has not reached the server is told before.

import { fill } from "./lib/text.js";
import { forgotten } from "./sent.js";
import { read, wipe } from "./store.js";

document.addEventListener("submit", submitted, { capture: true });

function submitted(event) {
  const form = event.target.closest("form[data-sign-out]");
  if (!form) return;
  event.preventDefault();
  leave(form, event.submitter?.value === "anyway");
}

async function leave(form, anyway) {
  const user = form.dataset.signOut;
  await forgotten;
  const [waiting, drafts] = await Promise.all([read("outbox", user), read("drafts", user)]);
  if (!anyway && waiting.length + drafts.length > 0) return ask(waiting.length, drafts.length);
  await wipe(user);
  // What was done in this tab.
  sessionStorage.clear();
  // Not through the event again.
  return HTMLFormElement.prototype.submit.call(form);
}

function ask(changes, drafts) {
  const dialog = document.querySelector(".sign-out");
  for (const words of dialog.querySelectorAll("[data-words]")) {
    const n = words.dataset.words === "changes" ? changes : drafts;
    words.hidden = n === 0;
    words.textContent = fill(n === 1 ? words.dataset.one : words.dataset.many, { n });
  }
  dialog.showModal();
}
