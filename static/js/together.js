// What is done to cards: to one by its own command, to several by one command for all of them.

import { give } from "./outbox.js";
import { clear } from "./selection.js";

// Actions

/** Bring cards to a place, `{column, after, before}`, in their order. */
export const moveCards = (ids, place) => act("move", ids, place);

export const archiveCards = (ids) => act("archive", ids, {});

/** The cards that a command is about. */
export const cardsOf = ({ fields }) => fields.cards?.split(" ") ?? [];

// Private

function act(verb, ids, fields) {
  if (ids.length > 1) give(`cards.${verb}`, { cards: ids.join(" "), ...fields });
  else give(`card.${verb}`, { card: ids[0], ...fields });
  // What one wanted of them is done; another card leaves them as they are.
  if (ids.length > 1) clear({ isDone: true });
}
