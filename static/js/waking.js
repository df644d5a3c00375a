// Moments at which what the page believes about its socket may be wrong: shown again, restored, another network.

import { probe, reconnect } from "./connection.js";

// Lifecycle

export function start() {
  document.addEventListener("visibilitychange", () => document.hidden || probe());
  window.addEventListener("online", reconnect);
  // Trying at once tells the truth soonest: a socket that still gets through is back in no time.
  window.addEventListener("offline", reconnect);
  window.addEventListener("pageshow", ({ persisted }) => persisted && reconnect());
}
