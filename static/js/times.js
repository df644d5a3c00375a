// Moments as this reader's clock and language say them; without script they stand there in ISO and UTC.

import { on } from "./page.js";

const { lang, dataset } = document.documentElement;
// The reader's choice, or the browser's zone.
const exact = formatterFor(dataset.timeZone) ?? formatterFor();

// Lifecycle

export function start() {
  format(document);
  on("frame", ({ elements }) => elements.forEach(format));
}

// Actions

/** Say the moments in an element as this reader says them. */
export function format(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) time.textContent = exact.format(moment);
  }
}

// Private

/** Undefined for a zone that this browser does not know: it may be older than the choice. */
function formatterFor(timeZone) {
  try {
    return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short", timeZone });
  } catch {
    return undefined;
  }
}
