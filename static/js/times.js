// Moments as this reader's clock and language say them; without script they stand there in ISO and UTC.

import { sayer } from "./lib/moments.js";
import { on } from "./page.js";

// Milliseconds: today becomes yesterday on a page that stays open.
const MINUTE = 60_000;
const { lang, dataset } = document.documentElement;
let sayings = null;

// Lifecycle

export function start() {
  format(document);
  setInterval(() => format(document), MINUTE);
  on("frame", ({ elements }) => elements.forEach((element) => format(element)));
}

// Actions

/** Say the moments in an element as this reader says them, in full for whoever points at one; return the element. */
export function format(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    // As "brief" does, which is what most want, or as a "day", or what the "clock" showed.
    const words = say()[time.dataset.as ?? "brief"](moment, new Date());
    if (time.textContent === words) continue;
    time.textContent = words;
    time.title = say().exact(moment);
  }
  return root;
}

/** Return on which of this reader's days a moment is: the same text for the same day. */
export const dayOf = ({ dateTime }) => say().dated(new Date(dateTime));

// Private

/** Made when there is a moment to say: it takes as long as laying out a hundred tiles. */
function say() {
  // The reader's choice, or the browser's zone: it may be older than the choice.
  sayings ??= sayer(lang, dataset.timeZone) ?? sayer(lang);
  return sayings;
}
