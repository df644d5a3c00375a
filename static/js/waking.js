// Moments at which what the page believes about its socket may be wrong: shown again, another network. When a page comes
// back from the back/forward cache, htmx connects it anew (hx-trigger, in boards/board.html).

import { probe, reconnect, retry } from "./connection.js";

// Lifecycle

export function start() {
  document.addEventListener("visibilitychange", () => document.hidden || probe());
  // Two windows side by side: one signs in again, the other was never hidden.
  window.addEventListener("focus", retry);
  window.addEventListener("online", reconnect);
  // Trying at once tells the truth soonest: a socket that still gets through is back in no time.
  window.addEventListener("offline", reconnect);
}
