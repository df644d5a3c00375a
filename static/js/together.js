// What is done to cards: to one by its own command, to several by one command for all of them. And what a hand or the
// keyboard holds, `{noun, id, ids}`: a column, or a card with all that go along with it.

import { give } from "./outbox.js";
import { elementOf, visibleTile } from "./page.js";
import { clear, tilesOf } from "./selection.js";

// Actions

/** Bring cards to a place, `{column, after, before}`, in their order. */
export const moveCards = (ids, place) => act("move", ids, place);

export const archiveCards = (ids) => act("archive", ids, {});

/** The cards that a command is about. */
export const cardsOf = ({ fields }) => fields.cards?.split(" ") ?? [];

/** What stands on the screen for what is held: of a card that is on its way, the sign of where it is going. */
export const sourceOf = ({ noun, id }) => (noun === "card" ? visibleTile(id) : elementOf(noun, id));

/** The same of all that go along. */
export const sourcesOf = (held) => (held.noun === "card" ? tilesOf(held.ids) : [sourceOf(held)].filter(Boolean));

/** Show what is held, or that it is not any more. */
export function mark(held, isLifted = true) {
  for (const source of sourcesOf(held)) source.classList.toggle("is-lifted", isLifted);
}

/** Put down at a place what was held; without one it stays where it was. */
export function putDown({ noun, id, ids }, place) {
  if (!place) return;
  if (noun === "card") moveCards(ids, place);
  else give("column.move", { column: id, ...place });
}

// Private

function act(verb, ids, fields) {
  if (ids.length > 1) give(`cards.${verb}`, { cards: ids.join(" "), ...fields });
  else give(`card.${verb}`, { card: ids[0], ...fields });
  // What one wanted of them is done; another card leaves them as they are.
  if (ids.length > 1) clear({ isDone: true });
}
