// On a board that is a copy from this browser: says of when it is, until the page is live and shows what is.

import { csrfToken } from "./door.js";
import { on } from "./page.js";
import { format } from "./times.js";

const root = document.documentElement;

// Lifecycle

export function start() {
  const sign = document.querySelector(".copy-sign");
  sign.querySelector("time").dateTime = root.dataset.kept;
  format(sign);
  on("state", ({ state }) => state === "live" && end());
  // A slow network may have been quicker than this script.
  if (document.querySelector(".connection").dataset.state === "live") end();
  document.addEventListener("submit", renew, { capture: true });
}

// Private

const end = () => root.removeAttribute("data-kept");

/** The token in a plain form is as old as the copy; the cookie's is as good, and new. */
function renew({ target }) {
  const token = target.elements.csrfmiddlewaretoken;
  if (token) token.value = csrfToken();
}
