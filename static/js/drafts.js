// Texts that were typed and not sent: kept in this browser, and offered again where they were typed.
//
// A draft belongs to a place (`key`: the kind of editor and what it is about) and has an id of its own, so that two tabs,
// or two editors, at the same place keep both.

import { watch } from "./left.js";
import { board, emit, me } from "./page.js";
import { put, remove } from "./store.js";
import { tab } from "./tabs.js";

const drafts = new Map();

// Actions

/** Take over what dead tabs leave; `take` is called with those whose editors were open when they died. */
export function inherit(take) {
  return watch("drafts", (left) => {
    for (const { id, key, values, base } of left) keepDraft({ id, key, values, base, isOpen: false });
    take(left.filter(({ isOpen }) => isOpen));
  });
}

/** The draft that waits at a place, the latest of several: `{id, key, values, base}`, or undefined. */
export const draftAt = (key) => waitingDrafts().findLast((draft) => draft.key === key);

/** The drafts that no open editor shows. */
export const waitingDrafts = () => [...drafts.values()].filter(({ isOpen }) => !isOpen);

/** Keep what is typed at a place: `{id, key, values, base, isOpen}`. */
export function keepDraft(draft) {
  const wasWaiting = drafts.get(draft.id)?.isOpen === false;
  drafts.set(draft.id, draft);
  put("drafts", { ...draft, at: Date.now(), tab, user: me(), board: board.dataset.board });
  // What waits is told on the board; what is being typed changes nothing there.
  if (wasWaiting || !draft.isOpen) emit("drafts");
}

/** What was typed was sent, or thrown away. */
export function dropDraft(id) {
  if (!drafts.delete(id)) return;
  remove("drafts", id);
  emit("drafts");
}
