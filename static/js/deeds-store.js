// What was done in this tab, for undo after a reload: kept as long as the tab, for one person and one board.

import { board, me } from "./page.js";

const NAME = `deeds ${me()}`;
const name = `${NAME} ${board.dataset.board}`;

// Actions

/** What was kept here, undefined where that is nothing; what somebody else did in this tab before is forgotten. */
export function keptDeeds() {
  for (const other of Object.keys(sessionStorage)) if (!other.startsWith(NAME)) sessionStorage.removeItem(other);
  return JSON.parse(sessionStorage.getItem(name)) ?? undefined;
}

export function keepDeeds(deeds) {
  try {
    sessionStorage.setItem(name, JSON.stringify(deeds));
  } catch {
    // There is no room: undo goes back to where the page was loaded, as it would without this.
    sessionStorage.removeItem(name);
  }
}
