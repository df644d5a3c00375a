// Forgets the drafts of forms that the server has taken: it says so in a cookie for each (boards/sent.py).

import { remove } from "./store.js";

const TAKEN = /(?:^|;\s*)(sent-([0-9a-f-]+))=/g;

/** Resolves when they are forgotten. */
export const forgotten = Promise.all([...document.cookie.matchAll(TAKEN)].map(forget));

async function forget([, cookie, id]) {
  await remove("drafts", id);
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox has the Cookie Store API only since lately, and never on plain http.
  document.cookie = `${cookie}=; path=/; max-age=0`;
}
