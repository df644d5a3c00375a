// The HTTP door: for messages too long for the socket, and for networks that let no socket through.

import { NO_MEMBER, SIGNED_OUT } from "./lib/codes.js";
import { board, me, openCard, stamp } from "./page.js";

// A partial that takes longer cannot be had.
const PATIENCE = 10_000;

// Lifecycle: none; the addresses stand on the board's element.

// Actions

/** Send a command; return the same answer that the socket would give. Rejects where there is no such answer. */
export async function deliver(message) {
  const body = new URLSearchParams({ ...message, since: stamp().revision });
  const response = await fetch(board.dataset.door.replace("noun.verb", message.command), {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
  });
  if (!response.headers.get("Content-Type")?.startsWith("application/json"))
    throw new Error(`Status ${response.status}`);
  return response.json();
}

/**
 * Return the frames since a stamp, as text; or why there are none for this reader, as the code that a socket would be
 * closed with: signed out, somebody else by now, or without a way to the board.
 */
export async function since({ epoch, revision }) {
  const asked = new URLSearchParams({ epoch, revision, me: me(), open: openCard() ?? "" });
  const response = await fetch(`${board.dataset.since}?${asked}`);
  if (response.redirected || response.status === 403) return SIGNED_OUT;
  if (response.status === 404) return NO_MEMBER;
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return response.text();
}

/** Return a partial of the page as an element, or null if it cannot be had now; `fields` are posted for it. */
export async function partial(address, fields = null) {
  return (await partials(address, fields))?.[0] ?? null;
}

/** Return several partials of the page as elements; none of what is not there (any more); null if they cannot be had now. */
export async function partials(address, fields = null) {
  try {
    const response = await fetch(address, {
      ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
      headers: { "HX-Request": "true", "X-CSRFToken": csrfToken() },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 404) return [];
    if (!response.ok || response.redirected) return null;
    const template = document.createElement("template");
    template.innerHTML = await response.text();
    return [...template.content.children];
  } catch {
    return null;
  }
}

/** The token that proves a form to be one of ours. */
export function csrfToken() {
  return document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";
}
